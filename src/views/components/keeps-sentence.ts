import { type Html, html, NOTHING } from '../html.ts';

/** What paying by this link agrees to: what is kept for later charges, for whom, and how to stop it. */
export const keepsSentence = (text: string | null): Html =>
  text === null ? NOTHING : html`<p class="small soft lead screen" dir="auto">${text}</p>`;
