import { Actions, Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { INVOICE_WORDS as words } from '../words/invoice.ts';
import type { InvoicePageView, MailView } from './page-view.ts';
import { AtStripe, State, Why } from './parts.tsx';

type MailsProps = {
  readonly mails: readonly MailView[];
  readonly timeZone: string;
  readonly isDraft: boolean;
};

/** The mails about it, one a recipient, with what became of each. */
export const Mails = ({ mails, timeZone, isDraft }: MailsProps) =>
  isDraft ? null : (
    <Section title={words.mails}>
      {mails.length === 0 ? (
        <p>{words.noMails}</p>
      ) : (
        <Table
          caption={FRAME_WORDS.times(timeZone)}
          columns={[
            { heading: words.mail },
            { heading: words.recipient },
            { heading: words.state },
            { heading: words.when },
          ]}
        >
          {mails.map(({ at, what, to, delivery, tone, words: said }) => (
            <Row>
              <Cell kind="main">{what}</Cell>
              <Cell label={words.recipient} dir="auto">
                <span class="address">{to}</span>
              </Cell>
              <Cell label={words.state}>
                <State text={delivery} tone={tone} />
                <Why sentences={said} />
              </Cell>
              <Cell label={words.when}>{at}</Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  );

/** Its journal, newest first: what happened, when, who did it by hand and from where. */
export const History = ({
  view: { history, timeZone, older, newest },
}: {
  readonly view: InvoicePageView;
}) => (
  <Section title={words.history}>
    <div class="history">
      <Table
        caption={FRAME_WORDS.times(timeZone)}
        columns={[{ heading: words.when }, { heading: words.what }, { heading: words.who }]}
      >
        {history.map(({ at, what, who, from, stripe }) => (
          <Row>
            <Cell kind="main">{at}</Cell>
            <Cell dir="auto">
              {what}
              {stripe.map((of) => (
                <AtStripe of={of} />
              ))}
            </Cell>
            <Cell label={words.who} dir="auto">
              <span class="address">{who}</span>
              {from !== '' && <span class="block small soft">{from}</span>}
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
    <Actions>
      {newest !== null && <a href={newest}>{words.newest}</a>}{' '}
      {older !== null && <a href={older}>{words.older}</a>}
    </Actions>
  </Section>
);
