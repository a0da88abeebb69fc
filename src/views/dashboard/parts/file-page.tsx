import type { Child } from 'hono/jsx';
import { RadioField } from '../../components/fields.tsx';
import { Hidden, VerbForm } from '../../components/form.tsx';
import { Actions } from '../../components/prose.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead, Progress } from './page.tsx';

type State = 'reading' | 'checking' | 'ready' | 'applying' | 'done' | 'canceled';

const COUNTS = ['read', 'create', 'same', 'wrong', 'skipped', 'done', 'failed'] as const;
/** How a line of a file stands. */
export type FileCount = (typeof COUNTS)[number];

export type FileView = {
  readonly base: string;
  readonly backHref: string;
  readonly state: State;
  readonly lines: number;
  readonly counts: Readonly<Record<FileCount, number>>;
  /** Whether whoever looks at it may decide. */
  readonly mayApply: boolean;
  readonly problem: string | null;
  /** The count whose lines are shown; null for all. */
  readonly shown: FileCount | null;
  readonly next: number | null;
};

type Words = {
  readonly title: string;
  readonly states: Readonly<Record<State, string>>;
  readonly counts: Readonly<Record<FileCount, string>>;
  readonly of: (done: string, all: string) => string;
  readonly more: string;
  readonly toBack: string;
  readonly cancel: string;
};

type Page = {
  readonly view: FileView;
  readonly words: Words;
  readonly context: DashboardContext;
  readonly styles: string;
  /** What may be done with it, and what that comes to. */
  readonly decision: Child;
  readonly lines: Child;
};

export const FILE_SHEET =
  '.problems{list-style:none;padding:0;margin:0}.number{overflow-wrap:anywhere}.counts{margin-top:16px;padding-inline-start:20px}.counts+.wide{margin-top:16px}' +
  'fieldset.field{border:0;padding:0;margin:16px 0}.radio{display:flex;gap:8px;margin:4px 0}.radio label{font-weight:400}';

/** How far a file is, with what becomes of its lines. */
export const filePage = ({ view, words, context, styles, decision, lines }: Page): string =>
  dashboardPage({
    title: words.title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles,
    body: (
      <>
        <PageHead title={words.title} lead={`${words.states[view.state]}.`} />
        <Bar view={view} words={words} />
        <ul class="counts">
          {COUNTS.filter((name) => view.counts[name] > 0).map((name) => (
            <li>
              <a href={`${view.base}?state=${name}`}>
                {view.counts[name].toLocaleString('en')} {words.counts[name]}
              </a>
            </li>
          ))}
        </ul>
        {decision}
        {lines}
        <FileEnd view={view} words={words} csrf={context.frame.csrf} />
      </>
    ),
  });

const Bar = ({ view: { state, counts, lines }, words }: Pick<Page, 'view' | 'words'>) => {
  if (state !== 'checking' && state !== 'applying') return null;
  const left = state === 'checking' ? counts.read : counts.create;
  const done = Math.max(0, lines - left);
  const text = words.of(done.toLocaleString('en'), lines.toLocaleString('en'));
  return <Progress label={words.states[state]} done={done} of={lines} text={text} />;
};

type End = {
  readonly view: Pick<FileView, 'base' | 'backHref' | 'state' | 'next' | 'mayApply'> & {
    readonly shown: string | null;
  };
  readonly words: Pick<Words, 'more' | 'toBack' | 'cancel'>;
  readonly csrf: string;
};

/** More of its lines, the way back, and an end to it while it is under way. */
export const FileEnd = ({ view, words, csrf }: End) => (
  <>
    <Actions>
      {view.next !== null && (
        <a
          href={`${view.base}?${new URLSearchParams({ after: String(view.next), state: view.shown ?? '' })}`}
        >
          {words.more}
        </a>
      )}{' '}
      <a href={view.backHref}>{words.toBack}</a>
    </Actions>
    {view.mayApply && ['checking', 'ready', 'applying'].includes(view.state) && (
      <VerbForm csrf={csrf} action={`${view.base}/cancel`} label={words.cancel} />
    )}
  </>
);

type Wrong = {
  readonly view: FileView;
  readonly words: { readonly wrongLines: string; readonly onWrong: Readonly<Record<string, string>> };
};

/** What becomes of the right lines of a file that has wrong ones. */
export const WrongLines = ({ view, words }: Wrong) =>
  view.counts.wrong > 0 ? (
    <RadioField
      name="wrongLines"
      label={words.wrongLines}
      value="refuse"
      options={Object.entries(words.onWrong)}
    />
  ) : (
    <Hidden name="wrongLines" value="refuse" />
  );

type Line = {
  readonly state: string;
  readonly problems: readonly { readonly column: string | null; readonly message: string }[];
};

/** What is wrong with a line; of one that is right itself, which other is not. */
export const LineProblems = ({ state, problems }: Line) => (
  <ul class="problems">
    {problems.map(({ column, message }) => (
      <li class={state === 'skipped' ? undefined : 'bad'} dir="auto">
        {column === null ? '' : `${column}: `}
        {message}
      </li>
    ))}
  </ul>
);
