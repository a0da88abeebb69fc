/** A link, path or token as somebody would forge it: its last character is another one, whatever it was. */
export const forged = (text: string) => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
