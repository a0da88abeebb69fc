import type { StoppedKind } from '../../../domain/watch/stopped.ts';
import { Notice } from '../../components/flash.tsx';
import { LookupForm, VerbForm } from '../../components/form.tsx';
import { Remark, Section } from '../../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../../components/table.tsx';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { queried } from '../parts/paging.tsx';
import { reasonText, WORK_WORDS as words } from '../words/work.ts';
import type { HealthLine } from './health.ts';
import { WorkTabs } from './tabs.tsx';

export type WorkView = {
  readonly home: string;
  readonly health: readonly HealthLine[];
  readonly stopped: readonly {
    readonly kind: StoppedKind;
    readonly reason: string | null;
    readonly count: number;
    readonly oldest: string;
  }[];
  /** The instant of this page, ms: what stops after it is not run again by its buttons. */
  readonly before: number;
  readonly may: { readonly runAgain: boolean; readonly readAudit: boolean };
  /** What was looked for in vain. */
  readonly sought: string | null;
  readonly said: string | null;
};

const WAY = {
  stripe: { path: '/stripe', label: words.toStripe },
  books: { path: '/books', label: words.toBooks },
  work: { path: '/work#stopped', label: words.toWork },
} as const;

/** How it runs, what stopped, and the way to one event or job. */
export const workPage = (view: WorkView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles: '.inline{margin:24px 0 8px}.health .said{margin:12px 0 0}',
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <WorkTabs home={view.home} current="health" mayReadAudit={view.may.readAudit} />
        <Section title={words.health}>
          <div class="health">
            {view.health.map(({ tone, text, to }) => (
              <Notice tone={tone}>
                {text} {to !== null && <a href={`${view.home}${WAY[to].path}`}>{WAY[to].label}</a>}
              </Notice>
            ))}
          </div>
        </Section>
        <section id="stopped">
          <h2>{words.stoppedTitle}</h2>
          {view.stopped.length === 0 ? (
            <p>{words.nothingStopped}</p>
          ) : (
            <Stopped view={view} context={context} />
          )}
        </section>
        <Section title={words.find}>
          {view.sought !== null && <Notice tone="bad">{words.notFound}</Notice>}
          <LookupForm action={`${view.home}/work/find`} isSearch>
            <label for="id">
              {words.findHint}
              <input
                id="id"
                name="id"
                value={view.sought ?? ''}
                maxlength={100}
                autocomplete="off"
                required
              />
            </label>
            <button class="plain">{words.findButton}</button>
          </LookupForm>
        </Section>
      </>
    ),
  });

type Part = { readonly view: WorkView; readonly context: DashboardContext };

const Stopped = ({ view, context }: Part) => (
  <>
    <Table
      columns={[
        { heading: words.columns.kind },
        { heading: words.columns.reason },
        { heading: words.columns.oldest },
        { heading: words.columns.count, kind: 'amount' },
        { heading: words.columns.act, kind: 'verbs' },
      ]}
    >
      {view.stopped.map(({ kind, reason, count, oldest }) => (
        <Row>
          <Cell kind="main">{words.kinds[kind]}</Cell>
          <Cell label={words.columns.reason}>{reasonText(reason)}</Cell>
          <Cell kind="day" label={words.columns.oldest}>
            {oldest}
          </Cell>
          <Cell kind="amount" label={words.columns.count}>
            {String(count)}
          </Cell>
          <Cell kind="verbs">
            <Verbs>
              <VerbLink
                href={queried(`${view.home}/work/${kind}`, { reason })}
                label={words.show}
                fullLabel={words.showFull(words.kinds[kind], reasonText(reason))}
              />
              {view.may.runAgain && (
                <VerbForm
                  csrf={context.frame.csrf}
                  action={`${view.home}/work/${kind}/again`}
                  fields={{ before: String(view.before), ...(reason !== null && { reason }) }}
                  label={words.again}
                  fullLabel={words.againReason(words.kinds[kind], reasonText(reason))}
                />
              )}
            </Verbs>
          </Cell>
        </Row>
      ))}
    </Table>
    {view.may.runAgain && <Remark>{words.againText}</Remark>}
  </>
);
