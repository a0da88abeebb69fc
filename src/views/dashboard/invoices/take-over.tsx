import { RadioField } from '../../components/fields.tsx';
import { Hidden, PostForm, SubmitButton, VerbForm } from '../../components/form.tsx';
import { Actions, Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead, Progress } from '../parts/page.tsx';
import { TAKE_OVER_WORDS as words } from '../words/invoice-imports.ts';

type Count = keyof typeof words.counts;

export type TakeOverView = {
  readonly base: string;
  readonly customersHref: string;
  readonly state: keyof typeof words.states;
  readonly lines: number;
  readonly counts: Readonly<Record<Count, number>>;
  /** Series that go on elsewhere afterwards, each with the number that is next then. */
  readonly series: readonly { readonly series: string; readonly next: string }[];
  /** Whether whoever looks at it may decide. */
  readonly mayApply: boolean;
  readonly problem: string | null;
  /** The count whose lines are shown; null for all. */
  readonly shown: Count | null;
  readonly page: readonly {
    readonly line: number;
    readonly state: Count;
    readonly number: string | null;
    readonly problems: readonly { readonly column: string | null; readonly message: string }[];
  }[];
  readonly next: number | null;
};

const SHEET =
  '.problems{list-style:none;padding:0;margin:0}.number{overflow-wrap:anywhere}.counts{margin-top:16px;padding-inline-start:20px}' +
  'fieldset.field{border:0;padding:0;margin:16px 0}.radio{display:flex;gap:8px;margin:4px 0}.radio label{font-weight:400}';

const COUNTS: readonly Count[] = ['read', 'create', 'same', 'wrong', 'skipped', 'done', 'failed'];

/** How far it is: what each line makes, or what is wrong with it. It reloads itself while it is under way. */
export const takeOverPage = (view: TakeOverView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: SHEET,
    body: (
      <>
        <PageHead title={words.title} lead={`${words.states[view.state]}.`} />
        <Bar view={view} />
        <ul class="counts">
          {COUNTS.filter((name) => view.counts[name] > 0).map((name) => (
            <li>
              <a href={`${view.base}?state=${name}`}>
                {view.counts[name].toLocaleString('en')} {words.counts[name]}
              </a>
            </li>
          ))}
        </ul>
        <Numbers view={view} />
        {view.state === 'ready' && <Decision view={view} context={context} />}
        <Lines view={view} />
        <Actions>
          {view.next !== null && (
            <a
              href={`${view.base}?${new URLSearchParams({ after: String(view.next), state: view.shown ?? '' })}`}
            >
              {words.more}
            </a>
          )}{' '}
          <a href={view.customersHref}>{words.toCustomers}</a>
        </Actions>
        {view.mayApply && ['checking', 'ready', 'applying'].includes(view.state) && (
          <VerbForm csrf={context.frame.csrf} action={`${view.base}/cancel`} label={words.cancel} />
        )}
      </>
    ),
  });

type Viewed = { readonly view: TakeOverView };

const Bar = ({ view: { state, counts, lines } }: Viewed) => {
  if (state !== 'checking' && state !== 'applying') return null;
  const left = state === 'checking' ? counts.read : counts.create;
  const done = Math.max(0, lines - left);
  const text = words.of(done.toLocaleString('en'), lines.toLocaleString('en'));
  return <Progress label={words.states[state]} done={done} of={lines} text={text} />;
};

const Numbers = ({ view: { series } }: Viewed) =>
  series.length === 0 ? null : (
    <Section title={words.numbers}>
      <p>{words.numbersText}</p>
      <ul class="counts">
        {series.map((one) => (
          <li dir="auto">{words.goesOn(one.series, one.next)}</li>
        ))}
      </ul>
    </Section>
  );

const Decision = ({ view, context }: Viewed & { readonly context: DashboardContext }) => {
  if (view.counts.create === 0) return <p>{words.nothing}</p>;
  if (!view.mayApply) return null;
  return (
    <div class="wide">
      <PostForm csrf={context.frame.csrf} action={`${view.base}/apply`}>
        {view.counts.wrong > 0 ? (
          <RadioField
            name="wrongLines"
            label={words.wrongLines}
            value="refuse"
            options={Object.entries(words.onWrong)}
          />
        ) : (
          <Hidden name="wrongLines" value="refuse" />
        )}
        <RadioField
          name="collect"
          label={words.collect}
          value="no"
          options={Object.entries(words.onCollect)}
        />
        <p class="small soft">{words.never}</p>
        <SubmitButton>{words.apply}</SubmitButton>
      </PostForm>
    </div>
  );
};

const Lines = ({ view }: Viewed) =>
  view.page.length === 0 ? null : (
    <Section title={words.lines}>
      <Table columns={[{ heading: words.line }, { heading: words.outcome }]}>
        {view.page.map((line) => (
          <Row>
            <Cell kind="main">{String(line.line)}</Cell>
            <Cell label={words.outcome}>
              {line.number !== null && (
                <>
                  <b class="number">{line.number}</b>{' '}
                </>
              )}
              {line.problems.length === 0 ? words.said[line.state] : <Problems line={line} />}
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );

const Problems = ({ line }: { readonly line: TakeOverView['page'][number] }) => (
  <ul class="problems">
    {line.problems.map(({ column, message }) => (
      <li class={line.state === 'skipped' ? undefined : 'bad'} dir="auto">
        {column === null ? '' : `${column}: `}
        {message}
      </li>
    ))}
  </ul>
);
