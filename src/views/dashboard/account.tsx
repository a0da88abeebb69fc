import { VerbForm } from '../components/form.tsx';
import { Section, WayOn } from '../components/prose.tsx';
import { Cell, Row, Table } from '../components/table.tsx';
import { isolate } from '../text.ts';
import { flashFor } from './flash.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { PageHead } from './parts/page.tsx';
import { Passkeys, type PasskeysView } from './passkeys.tsx';
import { ACCOUNT_WORDS as words } from './words/account.ts';
import { FRAME_WORDS } from './words/frame.ts';
import { PASSKEY_WORDS } from './words/passkeys.ts';

export type SessionRow = {
  readonly id: string;
  readonly isThis: boolean;
  /** Such as `Firefox on Windows`. */
  readonly browser: string;
  readonly place: string;
  readonly signedInBy: 'link' | 'passkey';
  /** An instant as people read it. */
  readonly seen: string;
};

export type AccountView = {
  readonly sessions: readonly SessionRow[];
  readonly timeZone: string;
  readonly passkeys: PasskeysView;
  readonly said: string | null;
  /** Why the last press was refused. */
  readonly problem: string | null;
};

/** A person's own sign-in: where they are signed in, and ending it. */
export const accountPage = (
  { sessions, timeZone, passkeys, said, problem }: AccountView,
  context: DashboardContext,
): string => {
  const { address, csrf } = context.frame;
  return dashboardPage({
    title: words.title,
    context,
    said:
      problem === null
        ? flashFor({ ...words.said, ...PASSKEY_WORDS.said }, said)
        : { tone: 'bad', text: problem },
    body: (
      <>
        <PageHead title={words.title} lead={words.lead(isolate(address))} />
        <Section title={words.sessions}>
          <p class="small">{words.sessionsLead}</p>
          <Sessions sessions={sessions} timeZone={timeZone} csrf={csrf} />
        </Section>
        <Passkeys view={passkeys} csrf={csrf} address={address} />
        <WayOn href="/dashboard">{words.back}</WayOn>
      </>
    ),
  });
};

type SessionsProps = {
  readonly sessions: readonly SessionRow[];
  readonly timeZone: string;
  readonly csrf: string;
};

const Sessions = ({ sessions, timeZone, csrf }: SessionsProps) => (
  <>
    <Table
      caption={FRAME_WORDS.times(timeZone)}
      columns={[
        { heading: words.browser },
        { heading: words.place },
        { heading: words.seen },
        { heading: words.actions, kind: 'verbs' },
      ]}
    >
      {sessions.map(({ id, isThis, browser, place, signedInBy, seen }) => (
        <Row>
          <Cell kind="main">
            {browser} {isThis && <span class="tag">{words.this}</span>}
            <span class="small">{signedInBy === 'link' ? words.byLink : words.byPasskey}</span>
          </Cell>
          <Cell label={words.place}>{place}</Cell>
          <Cell label={words.seen}>{seen}</Cell>
          <Cell kind="verbs">
            {!isThis && (
              <VerbForm
                csrf={csrf}
                action="/dashboard/account/sessions/end"
                fields={{ session: id }}
                label={words.end}
                fullLabel={words.endFull(browser)}
              />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
    {sessions.length > 1 && (
      <VerbForm csrf={csrf} action="/dashboard/account/sessions/end-others" label={words.endOthers} />
    )}
  </>
);
