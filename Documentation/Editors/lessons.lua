-- Lessons in Neovim: copy this file into ~/.config/nvim/plugin.

-- The course's program, from the folder of its package.
local program = '.build-release/release/lessons'

local function start(event)
  local file = vim.api.nvim_buf_get_name(event.buf)
  -- Documentation is shown in Markdown without a file.
  if file == '' then return end
  local found = vim.fs.find(program, { path = vim.fs.dirname(file), upward = true })[1]
  if not found then return end
  local root = found:sub(1, -#program - 2)
  vim.lsp.start({ name = 'lessons', cmd = { found, 'lsp' }, cmd_cwd = root, root_dir = root })
end

local function show_commands(buffer)
  if vim.lsp.codelens.enable then return vim.lsp.codelens.enable(true, { bufnr = buffer }) end
  -- Before Neovim 0.12, they are shown only when they are asked for, and `grx` means nothing.
  local function refresh() vim.lsp.codelens.refresh({ bufnr = buffer }) end
  refresh()
  vim.api.nvim_create_autocmd({ 'BufEnter', 'TextChanged', 'InsertLeave' }, { buffer = buffer, callback = refresh })
  vim.keymap.set('n', 'grx', vim.lsp.codelens.run, { buffer = buffer, desc = 'Run or record a cell' })
end

local function set_up(event)
  local client = vim.lsp.get_client_by_id(event.data.client_id)
  if client.name ~= 'lessons' then return end
  -- Problems stand beside their lines, as you type.
  local namespace = vim.lsp.diagnostic.get_namespace(client.id)
  vim.diagnostic.config({ virtual_text = true, update_in_insert = true }, namespace)
  vim.lsp.inlay_hint.enable(true, { bufnr = event.buf })
  -- Neovim's own outline of Markdown has no cells.
  vim.keymap.set('n', 'gO', vim.lsp.buf.document_symbol, { buffer = event.buf, desc = 'Headings and cells' })
  show_commands(event.buf)
  local window = vim.wo[vim.fn.bufwinid(event.buf)][0]
  window.signcolumn = 'yes'
  -- Before Neovim 0.11, ctrl-x ctrl-o completes.
  if not vim.lsp.completion then return end
  vim.bo[event.buf].completeopt = 'menuone,noselect,popup'
  vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
  window.foldmethod, window.foldexpr, window.foldlevel = 'expr', 'v:lua.vim.lsp.foldexpr()', 99
end

local function show_progress(event)
  if vim.lsp.get_client_by_id(event.data.client_id).name ~= 'lessons' then return end
  local status = vim.lsp.status()
  vim.api.nvim_echo({ { event.data.params.value.kind == 'end' and '' or status } }, false, {})
end

vim.api.nvim_create_autocmd('FileType', { pattern = 'markdown', callback = start })
vim.api.nvim_create_autocmd('LspAttach', { callback = set_up })
vim.api.nvim_create_autocmd('LspProgress', { callback = show_progress })
