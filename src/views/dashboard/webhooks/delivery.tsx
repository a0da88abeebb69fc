import type { DeliveryState } from '../../../domain/webhooks/delivery.ts';
import { VerbForm } from '../../components/form.tsx';
import { Remark, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { WEBHOOK_WORDS as words } from '../words/webhooks.ts';
import { LONG_NAMES } from './list.tsx';

export type DeliveryPageView = {
  readonly endpoint: string;
  readonly id: string;
  readonly type: string;
  readonly about: string;
  readonly sequence: string;
  readonly happened: string;
  readonly state: DeliveryState;
  readonly mayReplay: boolean;
  readonly timeZone: string;
  readonly tried: readonly {
    readonly at: string;
    readonly status: string | null;
    readonly duration: string;
    /** What kept it from being taken; null where it was. */
    readonly error: string | null;
    readonly answer: string | null;
  }[];
  /** JSON, indented. */
  readonly payload: string;
  readonly problem: string | null;
};

/** A delivery: what is posted, and what came of each attempt. */
export const deliveryPage = (view: DeliveryPageView, context: DashboardContext): string =>
  dashboardPage({
    title: words.deliveryTitle(view.type),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: `${LONG_NAMES}.payload{overflow-wrap:anywhere;white-space:pre-wrap;font-size:.875rem}`,
    body: (
      <>
        <PageHead title={words.deliveryTitle(view.type)} lead={words.states[view.state]} />
        <Remark>
          <span class="names">
            {words.object}: {view.about}
          </span>
          . {words.happened}: {view.happened}. {words.sequence}: {view.sequence}
        </Remark>
        {view.mayReplay && (
          <div class="actions">
            <VerbForm
              csrf={context.frame.csrf}
              action={`${view.endpoint}/events/${view.id}/replay`}
              label={words.replay}
            />
          </div>
        )}
        <Section title={words.tried}>
          {view.tried.length === 0 ? (
            <p>{words.notTried}</p>
          ) : (
            <Table
              caption={FRAME_WORDS.times(view.timeZone)}
              columns={[
                { heading: words.attemptColumns.at },
                { heading: words.attemptColumns.status },
                { heading: words.attemptColumns.duration, kind: 'amount' },
                { heading: words.attemptColumns.says },
              ]}
            >
              {view.tried.map(({ at, status, duration, error, answer }) => (
                <Row>
                  <Cell kind="main">{at}</Cell>
                  <Cell label={words.attemptColumns.status}>{status ?? words.noAnswer}</Cell>
                  <Cell kind="amount" label={words.attemptColumns.duration}>
                    {words.milliseconds(duration)}
                  </Cell>
                  <Cell label={words.attemptColumns.says}>
                    {error ?? words.taken}
                    {answer !== null && (
                      <span class="block small names" dir="auto">
                        {answer}
                      </span>
                    )}
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Section>
        <Section title={words.payload}>
          <pre class="payload">{view.payload}</pre>
        </Section>
        <WayOn href={view.endpoint}>{words.backToEndpoint}</WayOn>
      </>
    ),
  });
