import type { PropsWithChildren } from 'hono/jsx';

/** What is said at the top of a page of what was just done. */
export type Said = { readonly tone: 'good' | 'wait' | 'bad'; readonly text: string };

type Notice = {
  readonly tone: Said['tone'];
  /** How a screen reader learns of it: at its leisure, or at once. */
  readonly role?: 'status' | 'alert';
};

/** A sentence that stands out: green for what is done, amber for what waits or warns, red for what failed. */
export const Notice = ({ tone, role, children }: PropsWithChildren<Notice>) => (
  <p class={`said ${tone}`} role={role}>
    {children}
  </p>
);

/** What the page before left to say; nothing where it left nothing. */
export const SaidLine = ({ said }: { readonly said: Said | null }) =>
  said === null ? null : (
    <Notice tone={said.tone} role="status">
      {said.text}
    </Notice>
  );
