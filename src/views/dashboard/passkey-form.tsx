import type { Child } from 'hono/jsx';
import { Hidden } from '../components/form.tsx';
import { PASSKEY_SCRIPT } from './passkey-script.ts';
import { scriptName } from './script/name.ts';
import { PASSKEY_WORDS as words } from './words/passkeys.ts';

/** What a ceremony is asked with: a fresh challenge, the same as we signed it, and the host that the passkey is bound to. */
export type CeremonyView = { readonly challenge: string; readonly sealed: string; readonly rpId: string };

type Props = CeremonyView & {
  readonly kind: 'get' | 'create';
  readonly action: string;
  /** The names of the fields that the script fills. */
  readonly fills: readonly string[];
  readonly data?: Readonly<Record<string, string>>;
  readonly children: Child;
};

/** A form that a passkey answers; hidden where there is no script. */
export const PasskeyForm = ({ kind, action, fills, challenge, sealed, rpId, data, children }: Props) => (
  <form
    method="post"
    action={action}
    hidden
    data-passkey={kind}
    data-challenge={challenge}
    data-rp-id={rpId}
    data-canceled={words.canceled}
    data-there={words.there}
    data-host={words.host}
    data-unsupported={words.unsupported}
    data-failed={words.failed}
    {...data}
  >
    <Hidden name="challenge" value={sealed} />
    {fills.map((name) => (
      <Hidden name={name} value="" />
    ))}
    {children}
    <p class="wrong small" role="alert" />
  </form>
);

export const PASSKEY_SCRIPT_PATH = `/dashboard/${scriptName('passkeys', PASSKEY_SCRIPT)}`;
export const PasskeyScript = () => <script src={PASSKEY_SCRIPT_PATH} defer />;
