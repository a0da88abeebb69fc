import type { Child, PropsWithChildren } from 'hono/jsx';

/** A sentence of a page. */
export const Lead = ({ children }: PropsWithChildren) => <p class="lead">{children}</p>;

/** A remark that belongs to what stands above it. */
export const Remark = ({ children }: PropsWithChildren) => <p class="small soft">{children}</p>;

/** The links at the end of a page. */
export const Actions = ({ children }: PropsWithChildren) => <p class="actions">{children}</p>;

/** A single link at the end of a page, usually back to where the reader came from. */
export const WayOn = ({ href, children }: PropsWithChildren<{ readonly href: string }>) => (
  <Actions>
    <a href={href}>{children}</a>
  </Actions>
);

/** A part of a page under a heading of its own. */
export const Section = ({ title, children }: { readonly title: string; readonly children: Child }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);
