import { PostForm, VerbForm } from '../components/form.tsx';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { doorPage } from './frame.tsx';

export type ChooseView = {
  readonly address: string;
  readonly csrf: string;
  /** The customer that is open now, or null. */
  readonly current: string | null;
  readonly choices: readonly {
    readonly customerId: string;
    readonly customerName: string;
    readonly merchantName: string;
  }[];
};

/** The customers that an address belongs to: one button each. */
export function choosePage({ address, csrf, current, choices }: ChooseView, context: PageContext): string {
  const words = context.speech.words.portal;
  const isOfSeveral = new Set(choices.map(({ merchantName }) => merchantName)).size > 1;
  const body = (
    <>
      <p class="lead" dir="auto">
        {words.choose.explained(isolate(address))}
      </p>
      <PostForm csrf={csrf} action="/portal/choose">
        <ul class="choices">
          {choices.map(({ customerId, customerName, merchantName }) => (
            <li>
              <button name="customer" value={customerId} dir="auto">
                <b>{customerName}</b>
                {isOfSeveral && ` ${words.choose.at(isolate(merchantName))}`}
                {customerId === current && (
                  <>
                    {' '}
                    <span class="small">{words.choose.here}</span>
                  </>
                )}
              </button>
            </li>
          ))}
        </ul>
      </PostForm>
      <VerbForm csrf={csrf} action="/portal/sign-out" label={words.signOut} />
    </>
  );
  return doorPage({ title: words.choose.title, merchant: null, body }, context);
}
