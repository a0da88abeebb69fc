import { writerFor } from '../../format.ts';
import type { Speech } from '../../i18n/speech.ts';

type Sum = { readonly currency: string; readonly minor: number };

/** Sums, a line a currency: they are never added up. Nothing is shown as a dash. */
export const Sums = ({ sums, speech }: { readonly sums: readonly Sum[]; readonly speech: Speech }) => {
  const shown = sums.filter(({ minor }) => minor !== 0);
  return shown.length === 0 ? (
    <>–</>
  ) : (
    <span>
      {shown.map(({ currency, minor }) => (
        <span class="block">{writerFor({ currency }, speech).amount(minor)}</span>
      ))}
    </span>
  );
};
