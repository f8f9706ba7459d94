import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.type";
import { toDocument, toMessage, writtenKey } from "./message.mapper";
import {
  Document,
  DocumentPart,
  MessageConnection,
  MessagePayload,
  PostMessageInput,
  StoreDocumentInput,
} from "./message.type";
import { Referral } from "./referral.type";

@Resolver(() => Referral)
export class ConversationResolver {
  @FieldResolver(() => MessageConnection, {
    description:
      "What was written in its conversation, newest first: about this referral, those written together with it and those " +
      "it was transferred from or to, as far as they are your centre's or your agency's.",
  })
  messages(
    @Root() { record }: Referral,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { conversations }: Context,
  ) {
    return conversations.listOfReferral(record, first, after).then((page) => toConnection(page, toMessage, writtenKey));
  }

  @For("centre", "agency")
  @Mutation(() => MessagePayload, { description: "Writes to the other side of a referral." })
  postMessage(
    @Arg("input", () => PostMessageInput, { description: "The message." }) input: PostMessageInput,
    @Ctx() { conversations }: Context,
  ): Promise<MessagePayload> {
    return conversations.post(input).then((record) => ({ message: toMessage(record) }));
  }
}

@Resolver(() => Beneficiary)
export class BeneficiaryMessagesResolver {
  @FieldResolver(() => MessageConnection, {
    description: "What was written about their referrals, newest first, as far as they are yours.",
  })
  messages(
    @Root() { seen }: Beneficiary,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { conversations }: Context,
  ) {
    return conversations.listOfPerson(seen, first, after).then((page) => toConnection(page, toMessage, writtenKey));
  }
}

/** For the gateway's door /documents. Clients see neither. */
@Resolver()
export class DocumentResolver {
  @Directive("@inaccessible")
  @Mutation(() => Document, { description: "Stores a document." })
  storeDocument(
    @Arg("input", () => StoreDocumentInput, { description: "The document." }) input: StoreDocumentInput,
    @Ctx() { documents }: Context,
  ): Promise<Document> {
    return documents.add(input).then(toDocument);
  }

  @Directive("@inaccessible")
  @Query(() => DocumentPart, { description: "A piece of a document." })
  documentPart(
    @Arg("id", () => ID, { description: "Id of the document." }) id: string,
    @Arg("number", () => Int, { description: "Which piece, from 1." }) number: number,
    @Ctx() { documents }: Context,
  ): Promise<DocumentPart> {
    return documents.part(id, number).then(({ document, parts, content }) => ({
      document: toDocument(document),
      parts,
      content: content.toString("base64"),
    }));
  }
}
