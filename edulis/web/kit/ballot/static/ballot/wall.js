// Looks again every fifteen seconds while votes come in.
setInterval(() => { if (document.visibilityState === "visible" && navigator.onLine !== false) location.reload(); }, 15_000);
