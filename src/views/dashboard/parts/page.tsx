import type { Child, PropsWithChildren } from 'hono/jsx';
import { PostForm } from '../../components/form.tsx';
import { FRAME_WORDS as words } from '../words/frame.ts';

type Head = {
  readonly title: string;
  readonly lead?: Child;
  /** The one primary action of the page. */
  readonly action?: Child;
};

/** The head of a page: its name, a sentence, and the one primary action. */
export const PageHead = ({ title, lead, action }: Head) => (
  <div class="head">
    <div>
      <h1>{title}</h1>
      {lead === undefined ? null : <p class="lead">{lead}</p>}
    </div>
    {action === undefined ? null : <p class="actions">{action}</p>}
  </div>
);

/** In place of a list that has nothing in it: what it is for, and what to do next. */
export const Empty = ({ text, children }: PropsWithChildren<{ readonly text: string }>) => (
  <div class="empty">
    <p>{text}</p>
    {children === undefined ? null : <p class="actions">{children}</p>}
  </div>
);

type Progress = {
  /** What is going on, such as `Importing customers`. */
  readonly label: string;
  readonly done: number;
  /** Null where nobody knows how much there is: the bar only says that it goes on. */
  readonly of: number | null;
  /** The numbers in words, such as `40 of 200`. */
  readonly text: string;
};

/** How far something is that takes its time. Its page is a live one, which is loaded anew where there is no script. */
export const Progress = ({ label, done, of, text }: Progress) => (
  <div class="field">
    <p>
      <b>{label}</b>
    </p>
    {of === null ? (
      <progress aria-label={label} />
    ) : (
      <progress aria-label={label} value={String(done)} max={String(Math.max(of, 1))} />
    )}
    <p class="small">{text}</p>
  </div>
);

type Confirm = {
  readonly csrf: string;
  readonly action: string;
  readonly title: string;
  /** What will be, and what can be undone. */
  readonly text: Child;
  readonly label: string;
  /** Back to where it was asked for. */
  readonly cancel: string;
  readonly children?: Child;
};

/** Asks before something is taken away: a page of its own, so that it works without script. */
export const Confirm = ({ csrf, action, title, text, label, cancel, children }: Confirm) => (
  <div class="confirm">
    <h1>{title}</h1>
    <p class="lead">{text}</p>
    <PostForm csrf={csrf} action={action}>
      {children}
      <p class="actions">
        <button class="button danger">{label}</button>
        <a href={cancel}>{words.cancel}</a>
      </p>
    </PostForm>
  </div>
);
