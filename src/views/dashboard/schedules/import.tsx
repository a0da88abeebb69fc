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
import type { ScheduleFileWords } from '../words/schedule-imports.ts';

export type ScheduleFileView = FileView & {
  readonly page: readonly {
    readonly line: number;
    readonly state: FileCount;
    readonly externalId: string | null;
    /** Of the schedule that it made, or that is here. */
    readonly href: string | null;
    /** Its next invoice, and that of the system that it comes from, in words. */
    readonly next: readonly string[];
    readonly remarks: readonly string[];
    readonly problems: readonly { readonly column: string | null; readonly message: string }[];
  }[];
};

type Viewed = { readonly view: ScheduleFileView; readonly words: ScheduleFileWords };

/** How far a file of schedules is: the next invoice of each, or what is wrong. It reloads itself while it is under way. */
export const scheduleFilePage = (
  view: ScheduleFileView,
  context: DashboardContext,
  words: ScheduleFileWords,
): string =>
  filePage({
    view,
    words,
    context,
    styles: FILE_SHEET,
    decision: view.state === 'ready' && <Decision view={view} words={words} context={context} />,
    lines: <Lines view={view} words={words} />,
  });

const Decision = ({ view, words, context }: Viewed & { readonly context: DashboardContext }) => {
  if (view.counts.create === 0) return <p>{words.nothing}</p>;
  if (!view.mayApply) return null;
  return (
    <div class="wide">
      <PostForm csrf={context.frame.csrf} action={`${view.base}/apply`}>
        <WrongLines view={view} words={words} />
        <p class="small soft">{words.consent}</p>
        <SubmitButton>{words.apply}</SubmitButton>
      </PostForm>
    </div>
  );
};

const Lines = ({ view, words }: Viewed) =>
  view.page.length === 0 ? null : (
    <Section title={words.lines}>
      <Table columns={[{ heading: words.line }, { heading: words.outcome }]}>
        {view.page.map((line) => (
          <Row>
            <Cell kind="main">{String(line.line)}</Cell>
            <Cell label={words.outcome}>
              {line.externalId !== null && (
                <>
                  <b class="number">{line.externalId}</b>{' '}
                </>
              )}
              {line.problems.length === 0 ? words.said[line.state] : <LineProblems {...line} />}
              {line.href !== null && (
                <>
                  {' '}
                  <a href={line.href}>
                    {words.toSchedule}
                    <span class="hidden"> {line.externalId}</span>
                  </a>
                </>
              )}
              {line.next.map((sentence) => (
                <span class="block">{sentence}</span>
              ))}
              {line.remarks.map((remark) => (
                <span class="block small soft" dir="auto">
                  {remark}
                </span>
              ))}
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
