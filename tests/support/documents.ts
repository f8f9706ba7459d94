import type { TestHub } from "./hub";

/** What a client sends to POST /documents, and what is left out takes its ordinary value. */
export interface Upload {
  readonly referralId: string;
  readonly content?: Buffer;
  readonly name?: string | null;
  readonly confidentiality?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const END = Buffer.from("%%EOF\n");
export const PDF = Buffer.concat([Buffer.from("%PDF-1.7\nΒεβαίωση\n"), END]);

/** A PDF of so many bytes, no two parts of it alike. */
export const pdfOf = (bytes: number): Buffer => {
  const content = Buffer.alloc(bytes);
  for (let at = 0; at + 4 <= bytes; at += 4) content.writeUInt32BE((at * 2_654_435_761) % 2 ** 32, at);
  PDF.copy(content, 0, 0, Math.min(bytes, 9));
  END.copy(content, bytes - END.length);
  return content;
};

const door = (hub: TestHub): string => hub.url.replace("/graphql", "/documents");

const authorization = async (hub: TestHub, persona: string): Promise<string> =>
  `Bearer ${(await hub.issuer.issue(persona)).token}`;

export async function upload(hub: TestHub, persona: string, wish: Upload): Promise<Response> {
  const { referralId, content = PDF, name = "βεβαίωση.pdf", confidentiality, type, headers = {} } = wish;
  const asked = new URLSearchParams({ referralId, ...(confidentiality && { confidentiality }) });
  return fetch(`${door(hub)}?${asked.toString()}`, {
    method: "POST",
    headers: {
      authorization: await authorization(hub, persona),
      ...(name !== null && { "x-document-name": encodeURIComponent(name) }),
      "content-type": type ?? "application/octet-stream",
      ...headers,
    },
    body: new Uint8Array(content),
  });
}

/** The id of a document that was taken. Throws what it was refused with. */
export async function stored(hub: TestHub, persona: string, wish: Upload): Promise<string> {
  const response = await upload(hub, persona, wish);
  const body = (await response.json()) as { document?: { id: string } };
  if (!body.document) throw new Error(`refused: ${JSON.stringify(body)}`);
  return body.document.id;
}

export async function download(
  hub: TestHub,
  persona: string,
  id: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${door(hub)}?id=${id}`, {
    headers: { authorization: await authorization(hub, persona), ...headers },
  });
}

interface Refused {
  readonly errors: readonly [
    { readonly extensions: { readonly code: string; readonly details?: Readonly<Record<string, string>> } },
  ];
}

/** How a door said no: status, code, and the field and check that failed, if any. */
export async function refused(response: Response): Promise<string> {
  const { code, details } = ((await response.json()) as Refused).errors[0].extensions;
  return [response.status, code, details?.["field"], details?.["check"]].filter(Boolean).join(" ");
}
