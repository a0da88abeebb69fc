import type { ProposedBy } from '../../domain/mapping/propose.ts';
import { TextField } from '../components/fields.tsx';
import { PostForm, SubmitButton, VerbForm } from '../components/form.tsx';
import { WayOn } from '../components/prose.tsx';
import { Cell, Row, Table, Verbs } from '../components/table.tsx';
import { isolate } from '../text.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { MAPPING_STYLES } from './mapping-styles.ts';
import { Confirm, Empty, PageHead } from './parts/page.tsx';
import { MAPPING_WORDS as words } from './words/mapping.ts';

export type CandidateRow = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly reasons: readonly ProposedBy[];
  /** Finished words; null where Stripe did not say. */
  readonly methods: readonly string[] | null;
  readonly lastPayment: string | null;
};

export type ClientPage = {
  readonly base: string;
  readonly customerId: string;
  readonly name: string;
  readonly candidates: readonly CandidateRow[];
  readonly typed: string;
  readonly problem: string | null;
};

/** Everybody in Stripe who may be this client, and what tells them apart. */
export function clientPage(view: ClientPage, context: DashboardContext): string {
  const { base, customerId, name, candidates } = view;
  const { csrf } = context.frame;
  const title = words.candidatesTitle(isolate(name));
  const map = `${base}/clients/${customerId}/map`;
  return dashboardPage({
    title,
    context,
    styles: MAPPING_STYLES,
    body: (
      <>
        <PageHead title={title} lead={words.candidatesLead} />
        {candidates.length === 0 ? (
          <Empty text={words.noCandidate} />
        ) : (
          <Table
            columns={[
              { heading: words.stripe },
              { heading: words.why },
              { heading: words.onFile },
              { heading: words.lastPaid },
              { heading: words.actions, kind: 'verbs' },
            ]}
          >
            {candidates.map((one) => (
              <Row>
                <Cell kind="main" dir="auto">
                  {one.name ?? one.email ?? one.id}
                  <span class="block small soft">
                    {one.email === null ? one.id : `${one.email} · ${one.id}`}
                  </span>
                </Cell>
                <Cell label={words.why}>{one.reasons.map((by) => words.reason[by]).join(', ')}</Cell>
                <Cell label={words.onFile}>
                  {one.methods === null ? words.unknown : one.methods.join(', ') || words.none}
                </Cell>
                <Cell label={words.lastPaid}>{one.lastPayment ?? words.unknown}</Cell>
                <Cell kind="verbs">
                  <Verbs>
                    <VerbForm
                      csrf={csrf}
                      action={map}
                      fields={{ target: one.id }}
                      label={words.mapTo}
                      fullLabel={words.mapToOf(one.id)}
                    />
                    <VerbForm
                      csrf={csrf}
                      action={`${base}/clients/${customerId}/link`}
                      fields={{ target: one.id }}
                      label={words.linkNow}
                      fullLabel={words.linkNowOf(one.id)}
                    />
                  </Verbs>
                </Cell>
              </Row>
            ))}
          </Table>
        )}
        <div class="narrow-form">
          <PostForm csrf={csrf} action={`${base}/clients/${customerId}/link`}>
            <TextField
              name="target"
              label={words.byId}
              value={view.typed}
              problem={view.problem}
              hint={words.idHint}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              maxlength={255}
              required
            />
            <p class="small soft">{words.linkNowText}</p>
            <SubmitButton>{words.linkNow}</SubmitButton>
          </PostForm>
        </div>
        <WayOn href={base}>{words.back}</WayOn>
      </>
    ),
  });
}

/** What unlinking a client means. */
export type Unlinking = {
  readonly customerId: string;
  readonly name: string;
  readonly stripeCustomerId: string;
  readonly methods: readonly unknown[];
  readonly isOnAutopay: boolean;
  readonly openPages: number;
  readonly moving: number;
};

/** Says what unlinking means, and asks. */
export function unlinkPage(
  view: { readonly base: string; readonly said: Unlinking },
  context: DashboardContext,
): string {
  const { base, said } = view;
  const title = words.unlinkTitle(isolate(said.name));
  return dashboardPage({
    title,
    context,
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${base}/clients/${said.customerId}/unlink`}
        title={title}
        text={words.unlinkKept(said.stripeCustomerId)}
        label={words.unlinkButton}
        cancel={base}
      >
        <ul>
          <li>{words.unlinkMethods(said.methods.length)}</li>
          {said.isOnAutopay && <li>{words.unlinkAutopay}</li>}
          {said.openPages > 0 && <li>{words.unlinkPages(said.openPages)}</li>}
          {said.moving > 0 && <li>{words.unlinkMoving(said.moving)}</li>}
          <li>{words.unlinkAgain}</li>
        </ul>
      </Confirm>
    ),
  });
}
