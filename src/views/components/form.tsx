import type { Child, PropsWithChildren } from 'hono/jsx';

type Guarded = {
  /** The session's CSRF token. */
  readonly csrf: string;
  readonly action: string;
};

/** A form that changes something. */
export const PostForm = ({ csrf, action, children }: PropsWithChildren<Guarded>) => (
  <form method="post" action={action}>
    <Hidden name="csrf" value={csrf} />
    {children}
  </form>
);

/** A form that only looks something up: its fields in one line, with a button after them. */
export const LookupForm = ({
  action,
  isSearch = false,
  children,
}: PropsWithChildren<{ readonly action: string; readonly isSearch?: boolean }>) => (
  <form method="get" action={action} class="inline" role={isSearch ? 'search' : undefined}>
    {children}
  </form>
);

export const Hidden = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <input type="hidden" name={name} value={value} />
);

type Verb = Guarded & {
  /** Names what is acted on. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly label: string;
  /** The label for screen readers, if the visible one does not say what it acts on. */
  readonly fullLabel?: string;
};

/** An action beside its object: a form that looks like a link. */
export const VerbForm = ({ csrf, action, fields, label, fullLabel }: Verb) => (
  <PostForm csrf={csrf} action={action}>
    {Object.entries(fields ?? {}).map(([name, value]) => (
      <Hidden name={name} value={value} />
    ))}
    <TextButton label={fullLabel}>{label}</TextButton>
  </PostForm>
);

/** A button that posts to a signed link, which needs no CSRF token. */
export const LinkForm = ({ action, label }: { readonly action: string; readonly label: string }) => (
  <form class="pay" method="post" action={action}>
    <Button>{label}</Button>
  </form>
);

type Pressed = {
  /** The name and value sent by this one of several buttons. */
  readonly name?: string;
  readonly value?: string;
};

/** The primary button of a form. */
export const Button = ({ name, value, children }: PropsWithChildren<Pressed>) => (
  <button class="button" name={name} value={value}>
    {children}
  </button>
);

/** The primary button in full width, at the end of a form. */
export const SubmitButton = ({ children }: PropsWithChildren) => (
  <p class="pay">
    <Button>{children}</Button>
  </p>
);

/** The button of what cannot be undone, and beside it the way back. */
export const DangerButton = ({ back, children }: PropsWithChildren<{ readonly back: Child }>) => (
  <p class="actions">
    <button class="button danger">{children}</button>
    {back}
  </p>
);

/** A secondary button. */
export const PlainButton = ({ name, value, children }: PropsWithChildren<Pressed>) => (
  <button class="plain" name={name} value={value}>
    {children}
  </button>
);

/** A button among links, that looks like one. */
const TextButton = ({ label, children }: PropsWithChildren<{ readonly label?: string | undefined }>) => (
  <button class="text" aria-label={label}>
    {children}
  </button>
);

/** A primary action without a form: a link that looks like a button. */
export const ButtonLink = ({
  href,
  shortcut,
  children,
}: PropsWithChildren<{
  readonly href: string;
  /** The key that presses it, on staff's pages. */
  readonly shortcut?: string;
}>) => (
  <a class="button" href={href} data-key={shortcut} aria-keyshortcuts={shortcut}>
    {children}
  </a>
);
