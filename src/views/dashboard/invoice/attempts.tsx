import { Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { INVOICE_WORDS as words } from '../words/invoice.ts';
import type { AttemptView, RefundView } from './page-view.ts';
import { ActLinks, AtStripe, State, Why } from './parts.tsx';

type AttemptsProps = {
  readonly attempts: readonly AttemptView[];
  readonly timeZone: string;
  readonly isDraft: boolean;
};

/** Every attempt at collecting it, newest first, with what came of it and why. */
export const Attempts = ({ attempts, timeZone, isDraft }: AttemptsProps) =>
  isDraft ? null : (
    <Section title={words.attempts}>
      {attempts.length === 0 ? (
        <p>{words.noAttempts}</p>
      ) : (
        <Table
          caption={FRAME_WORDS.times(timeZone)}
          columns={[
            { heading: words.when },
            { heading: words.how },
            { heading: words.state },
            { heading: words.amount, kind: 'amount' },
            { heading: words.actions, kind: 'verbs' },
          ]}
        >
          {attempts.map((attempt) => (
            <Row>
              <Cell kind="main">{attempt.at}</Cell>
              <Cell label={words.how} dir="auto">
                {attempt.how}
                <span class="block small soft">{attempt.via}</span>
              </Cell>
              <Cell label={words.state}>
                <State text={attempt.state} tone={attempt.tone} />
                <Why sentences={attempt.why} />
                <AtStripe of={attempt.stripe} />
              </Cell>
              <Cell kind="owed">
                {attempt.amount}
                {attempt.ofAll !== null && <span class="block small soft">{attempt.ofAll}</span>}
              </Cell>
              <Cell kind="verbs">
                <ActLinks acts={attempt.acts} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  );

/** What went back of its payments, newest first. */
export const Refunds = ({
  refunds,
  timeZone,
}: {
  readonly refunds: readonly RefundView[];
  readonly timeZone: string;
}) =>
  refunds.length === 0 ? null : (
    <Section title={words.refunds}>
      <Table
        caption={FRAME_WORDS.times(timeZone)}
        columns={[
          { heading: words.when },
          { heading: words.state },
          { heading: words.who },
          { heading: words.amount, kind: 'amount' },
          { heading: words.actions, kind: 'verbs' },
        ]}
      >
        {refunds.map((refund) => (
          <Row>
            <Cell kind="main">{refund.at}</Cell>
            <Cell label={words.state}>
              <State text={refund.state} tone={refund.tone} />
              <Why sentences={refund.why} />
              <AtStripe of={refund.stripe} />
            </Cell>
            <Cell label={words.who} dir="auto">
              {refund.by}
            </Cell>
            <Cell kind="owed">{refund.amount}</Cell>
            <Cell kind="verbs">
              <ActLinks acts={refund.acts} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
