// Cells can show figures without an additional import.
@_exported import Figures
