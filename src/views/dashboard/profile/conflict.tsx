/** What others changed while a form was open, beside what was typed: both versions, before anything is replaced. */
export type ConflictView = { readonly text: string; readonly fields: readonly string[] };

export const Conflict = ({ conflict }: { readonly conflict: ConflictView | null }) =>
  conflict === null ? null : (
    <div class="conflict" role="alert">
      <p>{conflict.text}</p>
      <ul>
        {conflict.fields.map((field) => (
          <li dir="auto">{field}</li>
        ))}
      </ul>
    </div>
  );
