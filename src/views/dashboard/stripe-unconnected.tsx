import { Button, PlainButton, PostForm, VerbForm } from '../components/form.tsx';
import { Lead, Remark, Section } from '../components/prose.tsx';
import { Cell, Row, Table, Verbs } from '../components/table.tsx';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { PageHead } from './parts/page.tsx';
import { Answers, CopyableId, flashOf, STRIPE_STYLES } from './stripe-parts.tsx';
import type { UnconnectedView } from './stripe-view.ts';
import { STRIPE_WORDS } from './words/stripe.ts';

const words = STRIPE_WORDS.unconnected;

type Part = { readonly view: UnconnectedView; readonly csrf: string };

/** No account is connected: the two ways to one, with everything that has to be known before somebody leaves for Stripe. */
export const unconnectedPage = (view: UnconnectedView, context: DashboardContext): string =>
  dashboardPage({
    title: STRIPE_WORDS.title,
    context,
    said: flashOf(view.said, view.problem),
    styles: STRIPE_STYLES,
    body: (
      <>
        <PageHead title={STRIPE_WORDS.title} lead={view.isPlatform ? words.lead : words.ownKey} />
        {view.isPlatform && (
          <div class="two">
            <Existing view={view} csrf={context.frame.csrf} />
            <Fresh view={view} csrf={context.frame.csrf} />
          </div>
        )}
        {view.earlier.length > 0 && <Earlier view={view} csrf={context.frame.csrf} />}
        <Answers of={['existing', 'links', 'test', 'refunds']} />
      </>
    ),
  });

const Existing = ({ view, csrf }: Part) => (
  <Section title={words.existing}>
    <p>{words.existingText}</p>
    <Remark>{words.permission}</Remark>
    <Remark>{words.another}</Remark>
    {view.mayConnect && (
      <div class="row-actions">
        <PostForm csrf={csrf} action={`${view.base}/integrate`}>
          <Button>{words.integrate}</Button>
        </PostForm>
      </div>
    )}
  </Section>
);

const Fresh = ({ view, csrf }: Part) => (
  <Section title={words.fresh}>
    <p>{words.freshText}</p>
    <p>
      <b>{words.warning}</b>
    </p>
    {view.mayConnect && (
      <div class="row-actions">
        <PostForm csrf={csrf} action={`${view.base}/create`}>
          <PlainButton>{words.create}</PlainButton>
        </PostForm>
      </div>
    )}
  </Section>
);

const Earlier = ({ view, csrf }: Part) => (
  <Section title={words.earlier}>
    <Lead>{words.againText}</Lead>
    <Table
      columns={[
        { heading: STRIPE_WORDS.connected.account },
        { heading: STRIPE_WORDS.connected.id },
        { heading: words.actions, kind: 'verbs' },
      ]}
    >
      {view.earlier.map(({ id, accountId, name, until }) => (
        <Row>
          <Cell kind="main" dir="auto">
            {name ??
              (accountId === null ? STRIPE_WORDS.connected.ownAccount : STRIPE_WORDS.connected.unnamed)}
            {until !== null && <span class="small soft">{words.until(until)}</span>}
          </Cell>
          <Cell label={STRIPE_WORDS.connected.id}>
            {accountId === null ? '–' : <CopyableId id={accountId} />}
          </Cell>
          <Cell kind="verbs">
            {view.mayConnect && (
              <Verbs>
                <VerbForm
                  csrf={csrf}
                  action={`${view.base}/again`}
                  fields={{ connection: id }}
                  label={words.again}
                  fullLabel={words.againFull(accountId ?? STRIPE_WORDS.connected.ownAccount)}
                />
              </Verbs>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  </Section>
);
