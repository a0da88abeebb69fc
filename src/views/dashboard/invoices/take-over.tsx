import { RadioField } from '../../components/fields.tsx';
import { PostForm, SubmitButton } from '../../components/form.tsx';
import { Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import type { DashboardContext } from '../frame.tsx';
import {
  FILE_SHEET,
  type FileCount,
  type FileView,
  filePage,
  LineProblems,
  WrongLines,
} from '../parts/file-page.tsx';
import { TAKE_OVER_WORDS as words } from '../words/invoice-imports.ts';

export type TakeOverView = FileView & {
  /** Series that go on elsewhere afterwards, each with the number that is next then. */
  readonly series: readonly { readonly series: string; readonly next: string }[];
  readonly page: readonly {
    readonly line: number;
    readonly state: FileCount;
    readonly number: string | null;
    readonly problems: readonly { readonly column: string | null; readonly message: string }[];
  }[];
};

/** How far it is: what each line makes, or what is wrong with it. It reloads itself while it is under way. */
export const takeOverPage = (view: TakeOverView, context: DashboardContext): string =>
  filePage({
    view,
    words,
    context,
    styles: FILE_SHEET,
    decision: (
      <>
        <Numbers view={view} />
        {view.state === 'ready' && <Decision view={view} context={context} />}
      </>
    ),
    lines: <Lines view={view} />,
  });

type Viewed = { readonly view: TakeOverView };

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
        <WrongLines view={view} words={words} />
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
              {line.problems.length === 0 ? words.said[line.state] : <LineProblems {...line} />}
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
