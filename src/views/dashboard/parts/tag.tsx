import type { PropsWithChildren } from 'hono/jsx';

export type Tone = 'good' | 'wait' | 'bad' | null;

/** A state in a word, with a colour that repeats it. */
export const Tag = ({ tone, children }: PropsWithChildren<{ readonly tone: Tone }>) => (
  <span class={tone === null ? 'tag' : `tag ${tone}`}>{children}</span>
);
