// A cell shows figures without an import of its own.
@_exported import Figures
