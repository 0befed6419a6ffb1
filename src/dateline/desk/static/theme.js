// Before anything is drawn: the theme that the reader chose last, if they chose one.
try {
  const theme = localStorage.getItem("dateline-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // a browser that keeps nothing follows the system
}
