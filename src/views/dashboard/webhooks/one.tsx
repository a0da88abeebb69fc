import { DELIVERY_STATES, type DeliveryState } from '../../../domain/webhooks/delivery.ts';
import type { Flash } from '../../components/flash.tsx';
import { LookupForm, PlainButton, PostForm, VerbForm } from '../../components/form.tsx';
import { Remark, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { Paging, queried } from '../parts/paging.tsx';
import { Tag, type Tone } from '../parts/tag.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { WEBHOOK_WORDS as words } from '../words/webhooks.ts';
import { LONG_NAMES, type Standing, StandingTag, typesText } from './list.tsx';

export type DeliveryLine = {
  readonly id: string;
  readonly type: string;
  readonly about: string;
  readonly when: string;
  readonly state: DeliveryState;
  /** What was answered last, or why there was no answer; null where it was not tried. */
  readonly answer: string | null;
  /** How often it was tried, as people read it. */
  readonly attempts: string;
  /** When it is tried next, as people read it; null where it waits for an earlier one. */
  readonly next: string | null;
};

export type EndpointView = {
  /** Of all endpoints, and of this one. */
  readonly base: string;
  readonly endpoint: string;
  readonly address: string;
  readonly description: string | null;
  readonly standing: Standing;
  readonly last: string | null;
  readonly failingSince: string | null;
  readonly offSince: string | null;
  readonly previousUntil: string | null;
  readonly types: readonly string[] | null;
  readonly pending: string;
  readonly failed: string;
  /** A day that what was missed may be sent from, `YYYY-MM-DD`. */
  readonly since: string;
  readonly may: { readonly manage: boolean; readonly replay: boolean; readonly readLog: boolean };
  readonly state: DeliveryState | null;
  readonly deliveries: readonly DeliveryLine[];
  readonly timeZone: string;
  readonly isFirst: boolean;
  readonly next: string | null;
  readonly said: string | null;
  readonly problem: string | null;
  /** How a test delivery was taken, where one was just sent. */
  readonly tested: { readonly taken: boolean; readonly text: string } | null;
};

const TONES: Record<DeliveryState, Tone> = { pending: 'wait', delivered: 'good', failed: 'bad' };

/** An endpoint: how it stands, what can be done with it, and what was sent there. */
export const endpointPage = (view: EndpointView, context: DashboardContext): string =>
  dashboardPage({
    title: view.address,
    context,
    said: saidOf(view),
    styles: `${LONG_NAMES}.head h1{overflow-wrap:anywhere}.verbs{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center}`,
    body: (
      <>
        <PageHead title={view.address} lead={view.description ?? undefined} />
        <p>
          <StandingTag of={view.standing} /> {view.offSince !== null ? words.offSince(view.offSince) : null}
          {view.failingSince !== null && view.offSince === null
            ? words.failingSince(view.failingSince)
            : null}
        </p>
        <Remark>
          {words.lastDelivered}: {view.last ?? words.never}. {words.backlog(view.pending, view.failed)}
        </Remark>
        <Remark>
          {words.events}:{' '}
          <span class="names">{view.types === null ? typesText(null) : view.types.join(', ')}</span>
        </Remark>
        {view.previousUntil !== null && <Remark>{words.oldSecret(view.previousUntil)}</Remark>}
        {view.may.manage && <Manage view={view} csrf={context.frame.csrf} />}
        {view.may.replay && (
          <p>
            <VerbForm csrf={context.frame.csrf} action={`${view.endpoint}/test`} label={words.test} />
          </p>
        )}
        {view.may.replay && <Replay view={view} csrf={context.frame.csrf} />}
        <Section title={words.deliveries}>
          <Filter view={view} />
          {view.deliveries.length === 0 ? (
            <Empty text={view.state === null ? words.noDeliveries : words.noneOfState} />
          ) : (
            <Deliveries view={view} />
          )}
          <Paging
            first={view.isFirst ? null : queried(view.endpoint, { state: view.state })}
            next={view.next === null ? null : queried(view.endpoint, { state: view.state, after: view.next })}
          />
        </Section>
        <WayOn href={view.base}>{words.back}</WayOn>
      </>
    ),
  });

function saidOf({ problem, tested, said }: EndpointView): Flash | null {
  if (problem !== null) return { tone: 'bad', text: problem };
  return tested === null
    ? flashFor(words.said, said)
    : { tone: tested.taken ? 'good' : 'bad', text: tested.text };
}

type Part = { readonly view: EndpointView; readonly csrf: string };

const Manage = ({ view: { endpoint, standing }, csrf }: Part) => {
  const isOff = standing !== 'on' && standing !== 'failing';
  return (
    <div class="verbs actions">
      <a href={`${endpoint}/edit`}>{words.edit}</a>
      <VerbForm
        csrf={csrf}
        action={`${endpoint}/switch`}
        fields={{ to: isOff ? 'on' : 'off' }}
        label={isOff ? words.switchOn : words.switchOff}
      />
      <a href={`${endpoint}/rotate`}>{words.rotate}</a>
      <a href={`${endpoint}/delete`}>{words.remove}</a>
    </div>
  );
};

const Replay = ({ view: { endpoint, since }, csrf }: Part) => (
  <Section title={words.replayTitle}>
    <p>{words.replayText}</p>
    <PostForm csrf={csrf} action={`${endpoint}/replay`}>
      <div class="inline">
        <label for="since">
          {words.since}
          <input id="since" name="since" type="date" value={since} required />
        </label>
        <PlainButton>{words.replay}</PlainButton>
      </div>
    </PostForm>
  </Section>
);

const Filter = ({ view: { endpoint, state } }: { readonly view: EndpointView }) => (
  <LookupForm action={endpoint}>
    <label for="state">
      {words.state}
      <select id="state" name="state">
        <option value="">{words.everything}</option>
        {DELIVERY_STATES.map((each) => (
          <option value={each} selected={each === state}>
            {words.states[each]}
          </option>
        ))}
      </select>
    </label>
    <PlainButton>{words.filter}</PlainButton>
  </LookupForm>
);

const Deliveries = ({ view }: { readonly view: EndpointView }) => (
  <Table
    caption={FRAME_WORDS.times(view.timeZone)}
    columns={[
      { heading: words.deliveryColumns.event },
      { heading: words.deliveryColumns.when },
      { heading: words.deliveryColumns.answer },
      { heading: words.deliveryColumns.state },
    ]}
  >
    {view.deliveries.map(({ id, type, about, when, state, answer, attempts, next }) => (
      <Row>
        <Cell kind="main">
          {view.may.readLog ? <a href={`${view.endpoint}/events/${id}`}>{type}</a> : type}
          <span class="block small">{about}</span>
        </Cell>
        <Cell label={words.deliveryColumns.when}>{when}</Cell>
        <Cell label={words.deliveryColumns.answer} dir="auto">
          {answer ?? words.noAnswer}
        </Cell>
        <Cell label={words.deliveryColumns.state}>
          <Tag tone={TONES[state]}>{words.states[state]}</Tag>
          <span class="block small">{attempts}</span>
          {state === 'pending' && (
            <span class="block small">{next === null ? words.waitsForEarlier : words.nextAt(next)}</span>
          )}
        </Cell>
      </Row>
    ))}
  </Table>
);
