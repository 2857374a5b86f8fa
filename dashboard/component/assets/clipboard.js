// Puts text on the clipboard, and says whether that went well.

// Browsers give the clipboard to secure addresses only; the older way works from a field.
export async function copied(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
