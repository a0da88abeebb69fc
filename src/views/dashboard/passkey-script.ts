/**
 * The script of passkeys, the only one of the dashboard: it asks the browser, puts the answer into the form's fields and sends the
 * form. Without it, or where the browser knows no passkeys, the form stays hidden and the mail is the way in.
 */
export const PASSKEY_SCRIPT = `'use strict';
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const KNOWN = { NotAllowedError: 'canceled', InvalidStateError: 'there', SecurityError: 'host', NotSupportedError: 'unsupported' };
async function ask({ passkey, challenge, rpId, user, userName, exclude }) {
  const common = { challenge: bytes(challenge), timeout: 120000 };
  if (passkey === 'get') {
    const { id, response } = await navigator.credentials.get({ publicKey: { ...common, rpId, userVerification: 'required' } });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    const said = { client: text(clientDataJSON), authenticator: text(authenticatorData), signature: text(signature) };
    return { credential: id, ...said, user: text(userHandle ?? new Uint8Array()) };
  }
  const publicKey = {
    ...common,
    rp: { id: rpId, name: 'Quittance' },
    user: { id: bytes(user), name: userName, displayName: userName },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: exclude.split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: bytes(id) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
  };
  const { response } = await navigator.credentials.create({ publicKey });
  return {
    client: text(response.clientDataJSON),
    authenticator: text(response.getAuthenticatorData()),
    key: text(response.getPublicKey()),
    algorithm: String(response.getPublicKeyAlgorithm()),
  };
}
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const problem = form.querySelector('[role=alert]');
    problem.textContent = '';
    try {
      for (const [name, value] of Object.entries(await ask(form.dataset))) form.elements.namedItem(name).value = value;
      form.submit();
    } catch (error) {
      problem.textContent = form.dataset[KNOWN[error.name] ?? 'failed'];
    }
  });
}
`;
