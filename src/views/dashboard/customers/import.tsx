import { RadioField, SelectField } from '../../components/fields.tsx';
import { Hidden, PostForm, SubmitButton } from '../../components/form.tsx';
import { Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { FileEnd } from '../parts/file-page.tsx';
import { PageHead, Progress } from '../parts/page.tsx';
import { IMPORT_WORDS as words } from '../words/customers.ts';

export type UploadView = {
  readonly base: string;
  readonly customersHref: string;
  readonly separator: string;
  /** What is wrong with the file that was sent, with its line and column. */
  readonly problem: string | null;
};

/** Asks for a file of customers. */
export const uploadPage = (view: UploadView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <form class="narrow-form" method="post" action={view.base} enctype="multipart/form-data">
          <Hidden name="csrf" value={context.frame.csrf} />
          <div class="field">
            <label for="file">{words.file}</label>
            <input
              id="file"
              name="file"
              type="file"
              accept=".csv,text/csv"
              required
              aria-describedby="file-hint"
            />
            <p class="small soft" id="file-hint">
              {words.hint}
            </p>
          </div>
          <SelectField
            name="separator"
            label={words.separator}
            value={view.separator}
            options={Object.entries(words.separators)}
          />
          <SubmitButton>{words.send}</SubmitButton>
        </form>
        <Section title={words.columns}>
          <p>{words.columnsText}</p>
          <p>{words.rules}</p>
        </Section>
        <WayOn href={view.customersHref}>{words.toCustomers}</WayOn>
      </>
    ),
  });

type Count = keyof typeof words.counts;

export type ImportPageView = {
  readonly base: string;
  readonly customersHref: string;
  readonly state: keyof typeof words.states;
  readonly lines: number;
  readonly counts: Readonly<Record<Count, number>>;
  readonly problem: string | null;
  /** The count whose lines are shown; null for all. */
  readonly shown: Count | null;
  readonly page: readonly {
    readonly line: number;
    readonly state: Count;
    readonly customerId: string | null;
    readonly changes: readonly {
      readonly field: string;
      readonly from: string | null;
      readonly to: string;
    }[];
    readonly problems: readonly { readonly column: string | null; readonly message: string }[];
  }[];
  readonly next: number | null;
};

const SHEET =
  '.changes{display:flex;flex-wrap:wrap;gap:0 16px;list-style:none;padding:0;margin:0}.changes del{color:var(--soft)}.counts{margin-top:16px;padding-inline-start:20px}' +
  'fieldset.field{border:0;padding:0;margin:16px 0}.radio{display:flex;gap:8px;margin:4px 0}.radio label{font-weight:400}';

const COUNTS: readonly Count[] = [
  'read',
  'create',
  'change',
  'propose',
  'same',
  'wrong',
  'done',
  'skipped',
  'failed',
];

/** How far an import is: what each line changes, or what is wrong with it. It reloads itself while it is under way. */
export const importPage = (view: ImportPageView, context: DashboardContext): string => {
  const { counts } = view;
  return dashboardPage({
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
        {view.state === 'ready' &&
          (counts.create + counts.change + counts.propose > 0 ? (
            <div class="wide">
              <Apply view={view} context={context} />
            </div>
          ) : (
            <p>{words.nothingToImport}</p>
          ))}
        <Lines view={view} />
        <FileEnd
          view={{ ...view, backHref: view.customersHref, mayApply: true }}
          words={{ ...words, toBack: words.toCustomers }}
          csrf={context.frame.csrf}
        />
      </>
    ),
  });
};

const Bar = ({ view: { state, counts, lines } }: { readonly view: ImportPageView }) => {
  if (state !== 'checking' && state !== 'applying') return null;
  const left = state === 'checking' ? counts.read : counts.create + counts.change + counts.propose;
  const done = Math.max(0, lines - left);
  const text = words.of(done.toLocaleString('en'), lines.toLocaleString('en'));
  return <Progress label={words.states[state]} done={done} of={lines} text={text} />;
};

type Part = { readonly view: ImportPageView; readonly context: DashboardContext };

const Apply = ({ view, context }: Part) => (
  <PostForm csrf={context.frame.csrf} action={`${view.base}/apply`}>
    {view.counts.propose > 0 ? (
      <RadioField
        name="proposals"
        label={words.proposals}
        value="skip"
        options={Object.entries(words.onProposal)}
      />
    ) : (
      <Hidden name="proposals" value="skip" />
    )}
    <SubmitButton>{words.apply}</SubmitButton>
  </PostForm>
);

const Lines = ({ view }: { readonly view: ImportPageView }) =>
  view.page.length === 0 ? null : (
    <Section title={words.lines}>
      <Table columns={[{ heading: words.line }, { heading: words.outcome }]}>
        {view.page.map((line) => (
          <Row>
            <Cell kind="main">{String(line.line)}</Cell>
            <Cell label={words.outcome}>
              <Outcome line={line} customersHref={view.customersHref} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );

type LineProps = { readonly line: ImportPageView['page'][number]; readonly customersHref: string };

const Outcome = ({ line: { state, customerId, changes, problems }, customersHref }: LineProps) => (
  <>
    {state === 'create' && <b>{words.newCustomer}</b>}
    {state === 'propose' && customerId !== null && (
      <a href={`${customersHref}/${customerId}`}>{words.proposed}</a>
    )}
    {(state === 'failed' || state === 'skipped') && <b>{words.counts[state]}</b>}
    {state === 'same' && words.nothing}
    <ul class="changes">
      {problems.map(({ column, message }) => (
        <li class="bad">
          {column === null ? '' : `${column}: `}
          {message}
        </li>
      ))}
      {changes.map(({ field, from, to }) => (
        <li dir="auto">
          {field}: {from !== null && <del>{from}</del>} {to}
        </li>
      ))}
    </ul>
  </>
);
