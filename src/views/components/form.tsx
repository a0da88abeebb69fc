import type { PropsWithChildren } from 'hono/jsx';

type Guarded = {
  /** The session's token, without which the form is refused. */
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
export const LookupForm = ({ action, children }: PropsWithChildren<{ readonly action: string }>) => (
  <form method="get" action={action} class="inline">
    {children}
  </form>
);

/** What a form says back without showing it. */
export const Hidden = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <input type="hidden" name={name} value={value} />
);

type Verb = Guarded & {
  /** Names what is acted on. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly label: string;
  /** What a screen reader says instead, where the label alone does not tell what it acts on. */
  readonly fullLabel?: string;
};

/** One verb beside what it acts on: a form that looks like a link. */
export const VerbForm = ({ csrf, action, fields, label, fullLabel }: Verb) => (
  <PostForm csrf={csrf} action={action}>
    {Object.entries(fields ?? {}).map(([name, value]) => (
      <Hidden name={name} value={value} />
    ))}
    <TextButton label={fullLabel}>{label}</TextButton>
  </PostForm>
);

/** One button that posts to a link, whose address is what proves that it may. */
export const LinkForm = ({ action, label }: { readonly action: string; readonly label: string }) => (
  <form class="pay" method="post" action={action}>
    <Button>{label}</Button>
  </form>
);

type Pressed = {
  /** What pressing this one of several buttons says. */
  readonly name?: string;
  readonly value?: string;
};

/** The one thing that a form is for. */
export const Button = ({ name, value, children }: PropsWithChildren<Pressed>) => (
  <button class="button" name={name} value={value}>
    {children}
  </button>
);

/** The same over the whole width, at the end of a form. */
export const SubmitButton = ({ children }: PropsWithChildren) => (
  <p class="pay">
    <Button>{children}</Button>
  </p>
);

/** Another thing that can be done, less in sight. */
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

/** The one thing to do where it needs no form: a link that looks like a button. */
export const ButtonLink = ({ href, children }: PropsWithChildren<{ readonly href: string }>) => (
  <a class="button" href={href}>
    {children}
  </a>
);
