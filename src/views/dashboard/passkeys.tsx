import { TextField } from '../components/fields.tsx';
import { Hidden, PostForm, SubmitButton } from '../components/form.tsx';
import { Section } from '../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../components/table.tsx';
import { isolate } from '../text.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { Confirm } from './parts/page.tsx';
import { type CeremonyView, PasskeyForm, PasskeyScript } from './passkey-form.tsx';
import { PASSKEY_WORDS as words } from './words/passkeys.ts';
import { AGAIN_WORDS } from './words/sign-in-again.ts';

export type PasskeysView = {
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly added: string;
    readonly used: string | null;
    readonly credentialId: string;
  }[];
  /**
   * What the ceremony is asked with, and for whom; a sentence where there can be none; null where a fresh sign-in has to come
   * first.
   */
  readonly ceremony: (CeremonyView & { readonly user: string }) | string | null;
};

const BASE = '/dashboard/account/passkeys';

/** The passkeys of whoever is signed in, and adding one. */
export const Passkeys = ({ view, csrf, address }: { view: PasskeysView; csrf: string; address: string }) => (
  <Section title={words.title}>
    <p class="small">{words.lead}</p>
    {view.passkeys.length > 0 && (
      <Table
        columns={[
          { heading: words.name },
          { heading: words.added },
          { heading: words.used },
          { heading: words.actions, kind: 'verbs' },
        ]}
      >
        {view.passkeys.map((passkey) => (
          <Passkey passkey={passkey} csrf={csrf} />
        ))}
      </Table>
    )}
    {typeof view.ceremony === 'string' && <p class="lead">{view.ceremony}</p>}
    {view.ceremony === null && (
      <p class="actions">
        <a href="/dashboard/sign-in?again=1&next=%2Fdashboard%2Faccount">{AGAIN_WORDS.toAddPasskey}</a>
      </p>
    )}
    {typeof view.ceremony === 'object' && view.ceremony !== null && (
      <>
        <PasskeyForm
          kind="create"
          action={BASE}
          fills={['client', 'authenticator', 'key', 'algorithm']}
          challenge={view.ceremony.challenge}
          sealed={view.ceremony.sealed}
          rpId={view.ceremony.rpId}
          data={{
            'data-user': view.ceremony.user,
            'data-user-name': address,
            'data-exclude': view.passkeys.map(({ credentialId }) => credentialId).join(' '),
          }}
        >
          <Hidden name="csrf" value={csrf} />
          <div class="narrow-form">
            <TextField
              name="name"
              label={words.name}
              hint={words.nameHint}
              value=""
              maxlength={60}
              required
            />
            <SubmitButton>{words.add}</SubmitButton>
          </div>
        </PasskeyForm>
        <PasskeyScript />
      </>
    )}
  </Section>
);

type RowProps = { readonly passkey: PasskeysView['passkeys'][number]; readonly csrf: string };

const Passkey = ({ passkey: { id, name, added, used }, csrf }: RowProps) => (
  <Row>
    <Cell kind="main">
      <PostForm csrf={csrf} action={`${BASE}/rename`}>
        <Hidden name="passkey" value={id} />
        <span class="row-form">
          <input name="name" value={name} maxlength={60} required aria-label={words.nameOf(isolate(name))} />
          <button class="small-button" aria-label={words.renameFull(isolate(name))}>
            {words.rename}
          </button>
        </span>
      </PostForm>
    </Cell>
    <Cell kind="day" label={words.added}>
      {added}
    </Cell>
    <Cell label={words.used}>{used ?? words.never}</Cell>
    <Cell kind="verbs">
      <Verbs>
        <VerbLink
          href={`${BASE}/${id}/remove`}
          label={words.remove}
          fullLabel={words.removeFull(isolate(name))}
        />
      </Verbs>
    </Cell>
  </Row>
);

/** Asks before a passkey is removed. */
export function removePasskeyPage(
  { id, name }: { readonly id: string; readonly name: string },
  context: DashboardContext,
): string {
  const title = words.removeTitle(isolate(name));
  return dashboardPage({
    title,
    context,
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${BASE}/${id}/remove`}
        title={title}
        text={words.removeText}
        label={words.remove}
        cancel="/dashboard/account"
      />
    ),
  });
}
