import { accountPage } from '../../../src/views/dashboard/account.tsx';
import { choosePage, invitationPage } from '../../../src/views/dashboard/choose.tsx';
import { noticePage, notPermittedPage } from '../../../src/views/dashboard/frame.tsx';
import { type MembersView, membersPage, removeMemberPage } from '../../../src/views/dashboard/members.tsx';
import { removePasskeyPage } from '../../../src/views/dashboard/passkeys.tsx';
import {
  signInLinkPage,
  signInPage,
  signInSentPage,
  tooOftenPage,
} from '../../../src/views/dashboard/sign-in.tsx';
import { signedInPage, signInAgainPage } from '../../../src/views/dashboard/sign-in-again.tsx';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/members');
const CEREMONY = { challenge: 'Y2hhbGxlbmdl', sealed: 'sealed', rpId: 'pay.example' };
const SESSION = {
  browser: 'Firefox on Windows',
  place: '203.0.113.0 in United States',
  seen: 'November 29, 2026 at 10:40 AM',
};

const MEMBERS: MembersView = {
  base,
  mayManage: true,
  members: [
    {
      personId: 'per_1',
      address: 'ada.lindqvist@northwind.example',
      role: 'owner',
      since: 'Nov 2, 2026',
      isYou: true,
      isLastOwner: true,
    },
    {
      personId: 'per_2',
      address: 'tom@northwind.example',
      role: 'technician',
      since: 'Nov 9, 2026',
      isYou: false,
      isLastOwner: false,
    },
    {
      personId: 'per_3',
      address: `${'very.long.'.repeat(9)}name@accounting.northwind.example`,
      role: 'read_only',
      since: 'Nov 20, 2026',
      isYou: false,
      isLastOwner: false,
    },
  ],
  invitations: [
    {
      id: 'ivt_1',
      address: 'new@northwind.example',
      role: 'finance',
      until: 'December 6, 2026 at 10:40 AM',
      isExpired: false,
    },
    {
      id: 'ivt_2',
      address: 'late@northwind.example',
      role: 'owner',
      until: 'November 1, 2026',
      isExpired: true,
    },
  ],
  said: null,
  problem: null,
  typed: { address: '', role: 'finance', problem: null },
};

/** Who signs in: the pages before and after, people, sessions and passkeys. */
export async function peopleGallery() {
  const bare = { speech: await speechFor('en'), nonce: 'nonce' };
  const context = { ...bare, frame: frameAt('Members') };
  const own = { ...bare, frame: frameAt('', { business: null, nav: [] }) };
  const signIn = { typed: '', problem: null, widget: null, next: null, ceremony: CEREMONY } as const;
  const link = { address: 'ada@northwind.example', mayAskAgain: true, action: '/dashboard/sign-in/token' };
  const place = { merchantId: 'mer_1', merchantName: 'Northwind', role: 'owner' } as const;
  const choose = { address: 'ada@northwind.example', csrf: '0', said: null, problem: null };
  const invitation = {
    merchantName: 'Northwind Managed Services',
    role: 'finance',
    address: 'ada@northwind.example',
    invitedBy: 'tom@northwind.example',
    action: '/dashboard/invitations/token',
  } as const;
  const pages: Readonly<Record<string, string>> = {
    'sign-in': signInPage(signIn, bare),
    'sign-in-refused': signInPage({ ...signIn, typed: 'ada', problem: 'not_an_address' }, bare),
    'sign-in-passkey-refused': signInPage({ ...signIn, problem: 'passkey_refused' }, bare),
    'sign-in-again': signInPage({ ...signIn, typed: 'ada@northwind.example', isAgain: true }, bare),
    'sign-in-sent': signInSentPage(bare),
    'sign-in-too-often': tooOftenPage(bare),
    'sign-in-link': signInLinkPage({ ...link, kind: 'ready' }, bare),
    'sign-in-elsewhere': signInLinkPage({ ...link, kind: 'elsewhere', address: null }, bare),
    'sign-in-done': signedInPage(bare),
    'again-held': signInAgainPage(
      { action: base, token: 'sealed', fields: [['address', HOSTILE]], signIn: '/dashboard/sign-in?again=1' },
      context,
    ),
    choose: choosePage(
      {
        ...choose,
        businesses: [place, { ...place, merchantName: HOSTILE }],
        invited: [{ ...place, id: 'ivt_1' }],
      },
      bare,
    ),
    'choose-none': choosePage({ ...choose, businesses: [], invited: [] }, bare),
    invitation: invitationPage({ ...invitation, state: 'open' }, bare),
    'invitation-expired': invitationPage({ ...invitation, state: 'expired' }, bare),
    'notice-not-found': noticePage('not_found', bare),
    'notice-too-large': noticePage('too_large', bare),
    'not-permitted': notPermittedPage(context),
    members: membersPage({ ...MEMBERS, said: 'invited' }, context),
    'members-refused': membersPage(
      {
        ...MEMBERS,
        invitations: [],
        typed: { address: 'x', role: 'owner', problem: 'Please enter an email address.' },
      },
      context,
    ),
    'members-read-only': membersPage({ ...MEMBERS, mayManage: false }, context),
    'members-remove': removeMemberPage(
      { base, personId: 'per_2', address: 'tom@northwind.example', isYou: false },
      context,
    ),
    account: accountPage(
      {
        timeZone: 'America/New_York',
        sessions: [
          { id: 'sts_1', isThis: true, signedInBy: 'link', ...SESSION },
          { id: 'sts_2', isThis: false, signedInBy: 'passkey', ...SESSION, browser: 'Safari on iPhone' },
        ],
        passkeys: {
          passkeys: [
            {
              id: 'psk_1',
              name: 'Work laptop',
              added: 'Nov 2, 2026',
              used: 'November 29, 2026 at 8:02 AM',
              credentialId: 'AA',
            },
            { id: 'psk_2', name: HOSTILE.slice(0, 60), added: 'Nov 2, 2026', used: null, credentialId: 'BB' },
          ],
          ceremony: { ...CEREMONY, user: 'cGVy' },
        },
        said: 'passkey_added',
        problem: null,
      },
      own,
    ),
    'account-new': accountPage(
      {
        timeZone: 'America/New_York',
        sessions: [{ id: 'sts_1', isThis: true, signedInBy: 'link', ...SESSION }],
        passkeys: { passkeys: [], ceremony: null },
        said: null,
        problem: null,
      },
      own,
    ),
    'passkey-remove': removePasskeyPage({ id: 'psk_1', name: 'Work laptop' }, own),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `people-${name}`, html }));
}
