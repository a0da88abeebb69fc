/** The beginning of a text, of at most so many characters, never with half of one at its end. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  const last = kept.charCodeAt(most - 1);
  return last >= 0xd800 && last <= 0xdbff ? kept.slice(0, -1) : kept;
}
