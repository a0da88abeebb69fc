import { Notice } from '../components/flash.tsx';
import { Button, PostForm, VerbForm } from '../components/form.tsx';
import { Remark, Section } from '../components/prose.tsx';
import { Cell, Row, Table } from '../components/table.tsx';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { Confirm, PageHead } from './parts/page.tsx';
import { Answers, CopyableId, flashOf, STRIPE_STYLES } from './stripe-parts.tsx';
import type { ConnectedView, WantedView } from './stripe-view.ts';
import { STRIPE_WORDS } from './words/stripe.ts';
import { DECISIONS, requirementName } from './words/stripe-requirements.ts';

const words = STRIPE_WORDS.connected;

type Part = { readonly view: ConnectedView; readonly csrf: string };

/** The account that is connected: what it is, what works, what Stripe still wants, and what a payer sees meanwhile. */
export const connectedPage = (view: ConnectedView, context: DashboardContext): string =>
  dashboardPage({
    title: STRIPE_WORDS.title,
    context,
    said: flashOf(view.said, view.problem),
    styles: STRIPE_STYLES,
    body: (
      <>
        <PageHead title={STRIPE_WORDS.title} />
        <Standing view={view} />
        <Facts view={view} />
        <Reading view={view} csrf={context.frame.csrf} />
        <Wants view={view} csrf={context.frame.csrf} />
        {view.ways !== null && <Works ways={view.ways} />}
        <Section title={words.money}>
          <p>{words.fees[view.feesPayer]}</p>
          <p>{words.oldInvoices}</p>
        </Section>
        {view.webhooks !== null && <Webhooks webhooks={view.webhooks} />}
        <Foot view={view} />
        <Answers of={['methods', 'links', 'disconnecting', 'test', 'refunds']} />
      </>
    ),
  });

const TONE = { ready: 'good', held: 'wait', unread: 'wait', paused: 'wait', disconnecting: 'wait' } as const;

const Standing = ({ view }: Pick<Part, 'view'>) => (
  <div class="stand">
    <Notice tone={TONE[view.state]} role="status">
      <b>{words[view.state]}</b> {view.state === 'held' && words.heldText}
      {view.state === 'paused' && view.isCatchingUp && words.pausedText}
    </Notice>
    {view.decision !== null && <Notice tone="bad">{DECISIONS[view.decision]}</Notice>}
    {view.failure !== null && <Notice tone="wait">{words.failure(view.failure)}</Notice>}
  </div>
);

const Facts = ({ view }: Pick<Part, 'view'>) => (
  <dl class="facts">
    <dt>{words.account}</dt>
    <dd dir="auto">{view.name ?? (view.isOwn ? words.ownAccount : words.unnamed)}</dd>
    {view.accountId !== null && (
      <>
        <dt>{words.id}</dt>
        <dd>
          <CopyableId id={view.accountId} />
        </dd>
      </>
    )}
    <dt>{words.mode}</dt>
    <dd>{view.isTest ? words.test : words.live}</dd>
  </dl>
);

/** When it was read, and having it read again. */
const Reading = ({ view, csrf }: Part) => (
  <div class="row-form small">
    {view.read !== null && <span class="soft">{words.read(view.read)}</span>}
    <VerbForm csrf={csrf} action={`${view.base}/refresh`} label={words.check} />
  </div>
);

const Wants = ({ view, csrf }: Part) => {
  const { blocking, upcoming, inReview } = view;
  const isAsked = blocking.length + upcoming.length > 0;
  return (
    <>
      {blocking.length > 0 && <Wanted title={words.wants} wanted={blocking} />}
      {upcoming.length > 0 && <Wanted title={words.upcoming} wanted={upcoming} />}
      {isAsked && !view.goesOnAtStripe && <Remark>{words.inDashboard}</Remark>}
      {isAsked && view.goesOnAtStripe && view.mayConnect && (
        <>
          <div class="row-actions">
            <PostForm csrf={csrf} action={`${view.base}/onboarding`}>
              <Button>{words.goOn}</Button>
            </PostForm>
          </div>
          <Remark>{words.goOnText}</Remark>
        </>
      )}
      {inReview.length > 0 && <Wanted title={words.inReview} wanted={inReview} />}
    </>
  );
};

const Wanted = ({ title, wanted }: { readonly title: string; readonly wanted: readonly WantedView[] }) => (
  <Section title={title}>
    <ul class="wanted">
      {wanted.map(({ name, by, problem, isOverdue }) => (
        <li>
          {requirementName(name)}
          {by !== null && <b> {words.by(by)}</b>}
          {isOverdue && (
            <>
              {' '}
              <span class="tag bad">{words.overdue}</span>
            </>
          )}
          {problem !== null && <span class="small soft block">{words.says(problem)}</span>}
        </li>
      ))}
    </ul>
  </Section>
);

const WAY_TONE = { works: 'good', pending: 'wait', restricted: 'bad', off: '' } as const;

const Works = ({ ways }: { readonly ways: NonNullable<ConnectedView['ways']> }) => (
  <Section title={words.works}>
    <div class="ways">
      <Table columns={[{ heading: words.way }, { heading: words.state }]}>
        {(['card', 'ach', 'payouts'] as const).map((way) => (
          <Row>
            <Cell kind="main">
              {words[way]}
              <span class="small soft block">{words.explained[way]}</span>
            </Cell>
            <Cell label={words.state}>
              <span class={`tag ${WAY_TONE[ways[way]]}`}>{words.states[ways[way]]}</span>
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  </Section>
);

const WHY = {
  missing: words.webhookMissing,
  own_only: words.webhookOwnOnly,
  disabled: words.webhookDisabled,
} as const;

const Webhooks = ({
  webhooks: { why, types },
}: {
  readonly webhooks: NonNullable<ConnectedView['webhooks']>;
}) => (
  <Section title={words.webhooks}>
    <p>{why === 'types' ? words.webhookTypes(types.join(', ')) : WHY[why]}</p>
    <Remark>{words.webhooksText}</Remark>
  </Section>
);

const Foot = ({ view }: Pick<Part, 'view'>) => (
  <Section title={words.next}>
    <div class="row-actions">
      {view.mapHref !== null && <a href={view.mapHref}>{words.map}</a>}
      <a href={`${view.base}/copying`}>{words.copying}</a>
      {view.mayConnect && (
        <a class="danger" href={`${view.base}/disconnect`}>
          {words.disconnect}
        </a>
      )}
    </div>
  </Section>
);

type Disconnecting = { readonly base: string; readonly account: string };

/** Asks before the account is disconnected, and says what that does. */
export function disconnectPage({ base, account }: Disconnecting, context: DashboardContext): string {
  const said = STRIPE_WORDS.disconnect;
  const title = said.title(account);
  return dashboardPage({
    title,
    context,
    styles: STRIPE_STYLES,
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${base}/disconnect`}
        title={title}
        text={said.text}
        label={said.button}
        cancel={base}
      >
        <p>{said.kept}</p>
        <p>{words.oldInvoices}</p>
        <Remark>{said.atStripe}</Remark>
      </Confirm>
    ),
  });
}
