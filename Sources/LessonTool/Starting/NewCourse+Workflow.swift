extension NewCourse {
  /// The workflow of a code host: GitHub's words.
  var workflow: String {
    """
    name: CI

    on:
      push:
        branches: [main]
      pull_request:
      workflow_dispatch:

    jobs:
      lessons:
        runs-on: ubuntu-latest
        container: swift:6.2-noble
        steps:
          - name: Install the Markdown parser
            run: apt-get update && apt-get install -y --no-install-recommends libcmark-gfm-dev libcmark-gfm-extensions-dev pkg-config
          - uses: actions/checkout@v4
          - uses: actions/cache@v4
            with:
              path: .build
              key: ${{ runner.os }}-swift-6.2-${{ hashFiles('Package.swift', 'Package.resolved') }}-${{ github.sha }}
              restore-keys: ${{ runner.os }}-swift-6.2-${{ hashFiles('Package.swift', 'Package.resolved') }}-
          - name: Build
            run: swift build --build-tests
          - name: Test
            run: swift test
          - name: Check the lessons
            # Also after a failed test, which this reports at its line of the Markdown file.
            if: success() || failure()
            run: swift run \(name.program) check --format github --junit lessons.xml
          - uses: actions/upload-artifact@v4
            if: success() || failure()
            with:
              name: lessons
              path: lessons.xml
          - name: Make the web site
            if: github.ref == 'refs/heads/main'
            run: swift run \(name.program) render --to html -o Output/html
          - uses: actions/upload-pages-artifact@v3
            if: github.ref == 'refs/heads/main'
            with:
              path: Output/html

      site:
        needs: lessons
        if: github.ref == 'refs/heads/main'
        runs-on: ubuntu-latest
        permissions:
          pages: write
          id-token: write
        environment:
          name: github-pages
          url: ${{ steps.deployment.outputs.page_url }}
        steps:
          - id: deployment
            uses: actions/deploy-pages@v4

    """
  }
}
