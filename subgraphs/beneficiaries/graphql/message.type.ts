import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DateTimeScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { CONFIDENTIALITIES, type Confidentiality } from "../domain/document.service";
import { Agency } from "./directory.reference";

export const ConfidentialityEnum = Object.fromEntries(CONFIDENTIALITIES.map((word) => [word, word])) as Record<
  Confidentiality,
  Confidentiality
>;
registerEnumType(ConfidentialityEnum, {
  name: "DocumentConfidentiality",
  description: "Who of those who read a referral's messages may open a document. FHIR R4 confidentiality.",
  valuesConfig: {
    NORMAL: { description: "Whoever reads the messages (κανονική). FHIR N." },
    RESTRICTED: {
      description:
        "The referral's author, the person's supervisor, the agency and the uploader (περιορισμένη). FHIR R.",
    },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "A paper about a referral (έγγραφο). Its content is opened at GET /documents?id=…" })
export class Document {
  @Field(() => ID, { description: "Id of the document (UUIDv7)." })
  id!: string;

  @Field({ description: "Name of the file." })
  name!: string;

  @Field({ description: "What it is, known by its content: a media type such as application/pdf." })
  mediaType!: string;

  @Field(() => Int, { description: "How many bytes; at most 10 MB." })
  size!: number;

  @Field(() => ConfidentialityEnum, { description: "Who may open it." })
  confidentiality!: string;

  @Field(() => ID, { description: "The worker who stored it." })
  uploadedBy!: string;

  @Field(() => Agency, { nullable: true, description: "The organisation that stored it." })
  uploadedByOrganisation!: Agency | null;

  @Field(() => DateTimeScalar, { description: "When." })
  uploadedAt!: Date;
}

@Directive(PERSONAL)
@ObjectType({ description: "What a sender or an agency wrote about a referral (μήνυμα). Never changed." })
export class Message {
  @Field(() => ID, { description: "Id of the message (UUIDv7)." })
  id!: string;

  @Field(() => ID, { description: "The referral it is about; a conversation may have several." })
  referralId!: string;

  @Field(() => ID, { description: "The worker who wrote it." })
  authorId!: string;

  @Field(() => Agency, { nullable: true, description: "The organisation that wrote it." })
  authorOrganisation!: Agency | null;

  @Field({ description: "What it says; at most 4000 characters." })
  text!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: Date;

  @Field(() => [Document], {
    description: "The documents that go with it, as far as you may know of them; at most 10.",
  })
  documents!: Document[];
}

export const MessageConnection = connectionOf(() => Message, "Message", "messages", PERSONAL);

@InputType({ description: "A message to the other side of a referral." })
export class PostMessageInput {
  @Field(() => ID, { description: "The referral it is about." })
  referralId!: string;

  @Field({ description: "What it says; at most 4000 characters." })
  text!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: "Documents that go with it: stored by you at POST /documents, for the same referral. At most 10.",
  })
  documentIds!: string[];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "The message that was written." })
export class MessagePayload {
  @Field(() => Message, { description: "The message." })
  message!: Message;
}

@InputType({ description: "A document to store. For the gateway's door." })
export class StoreDocumentInput {
  @Field(() => ID, { description: "The referral it is about." })
  referralId!: string;

  @Field({ description: "Name of the file; at most 200 characters." })
  name!: string;

  @Field(() => ConfidentialityEnum, { description: "Who may open it." })
  confidentiality!: Confidentiality;

  @Field(() => String, { nullable: true, description: "The media type the client named." })
  declaredType?: string | null;

  @Field({ description: "The content, in base64." })
  content!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "A piece of a document. For the gateway's door." })
export class DocumentPart {
  @Field(() => Document, { description: "The document." })
  document!: Document;

  @Field(() => Int, { description: "How many pieces there are." })
  parts!: number;

  @Field({ description: "The piece, in base64." })
  content!: string;
}
