// Starts the course's own program as a language server for the Markdown files of its package.
const fs = require('fs')
const path = require('path')
const { workspace } = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')

let client

exports.activate = async () => {
  const program = workspace.getConfiguration('lessons').get('program')
  const root = workspace.workspaceFolders
    ?.map((folder) => folder.uri.fsPath)
    .find((folder) => fs.existsSync(path.join(folder, program)))
  if (!root) return
  client = new LanguageClient(
    'lessons',
    'Lessons',
    { command: path.join(root, program), args: ['lsp'], options: { cwd: root } },
    { documentSelector: [{ scheme: 'file', language: 'markdown', pattern: `${root}/**/*.md` }] }
  )
  await client.start()
}

exports.deactivate = () => client?.stop()
