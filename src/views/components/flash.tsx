import type { PropsWithChildren } from 'hono/jsx';

/** A flash message at the top of a page: what was just done. */
export type Flash = { readonly tone: 'good' | 'wait' | 'bad'; readonly text: string };

type Notice = {
  readonly tone: Flash['tone'];
  /** How a screen reader announces it: politely, or at once. */
  readonly role?: 'status' | 'alert';
};

/** A sentence that stands out: green for what is done, amber for what waits or warns, red for what failed. */
export const Notice = ({ tone, role, children }: PropsWithChildren<Notice>) => (
  <p class={`said ${tone}`} role={role}>
    {children}
  </p>
);

/** The flash message of the previous page, if any. */
export const FlashLine = ({ said }: { readonly said: Flash | null }) =>
  said === null ? null : (
    <Notice tone={said.tone} role="status">
      {said.text}
    </Notice>
  );
