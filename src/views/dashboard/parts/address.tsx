/** An email address, which breaks before its @ where it has to. */
export const Address = ({ of }: { readonly of: string }) => {
  const at = Math.max(0, of.lastIndexOf('@'));
  return (
    <>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </>
  );
};
