import type { PropsWithChildren } from 'hono/jsx';

/** A list of facts, each with its label. */
export const Facts = ({ children }: PropsWithChildren) => <dl class="facts">{children}</dl>;

export const Fact = ({ label, children }: PropsWithChildren<{ readonly label: string }>) => (
  <div>
    <dt>{label}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);
