// Runs before the page is drawn, so that nothing flashes in the other colours.
try {
  const chosen = localStorage.getItem('millrace-theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that keeps nothing follows its system.
}
