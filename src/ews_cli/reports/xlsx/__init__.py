"""The workbook of `ews score` and `ews batch`: figures, ratios and treden, calculated by the sheet itself."""
