import { registerEnumType } from "type-graphql";
import { NOTICE_KINDS, type NoticeKind as Kind } from "../domain/notice.rules";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const EmergencyVerdict = enumOf(["JUSTIFIED", "NOT_JUSTIFIED", "NEEDS_FOLLOW_UP"] as const);
registerEnumType(EmergencyVerdict, {
  name: "EmergencyVerdict",
  description: "What a reviewer found of an emergency access.",
  valuesConfig: {
    JUSTIFIED: { description: "It was needed (δικαιολογημένη)." },
    NOT_JUSTIFIED: { description: "It was not needed (αδικαιολόγητη). The note says why." },
    NEEDS_FOLLOW_UP: { description: "It must be looked into (χρειάζεται περαιτέρω έλεγχος). The note says how." },
  },
});

export const NoticeKind: Record<Kind, Kind> = enumOf(NOTICE_KINDS);
registerEnumType(NoticeKind, {
  name: "NoticeKind",
  description: "What a notice tells of.",
  valuesConfig: {
    EMERGENCY_OPENED: { description: "Somebody opened a file in an emergency (πρόσβαση έκτακτης ανάγκης)." },
    EMERGENCY_ATTEMPTS: { description: "Somebody reached the limit of attempts to do so (επανειλημμένες απόπειρες)." },
    REFERRAL_ARRIVED: { description: "Somebody was referred to your agency (νέα παραπομπή)." },
    REFERRAL_MOVED: { description: "A referral was answered, steered, or moved by the clock (μεταβολή παραπομπής)." },
    REFERRAL_OVERDUE: { description: "The next step of a referral is overdue in your organisation (εκπρόθεσμη)." },
    MESSAGE_RECEIVED: { description: "The other side wrote to you about a referral (νέο μήνυμα)." },
    DATA_CORRECTED: { description: "Something you were told of a person was wrong and is put right (διόρθωση)." },
    DATA_RESTRICTED: { description: "A person you were told of has restricted the use of their data (περιορισμός)." },
    DATA_RELEASED: { description: "Such a restriction is over (άρση περιορισμού)." },
    DATA_ERASED: {
      description: "A person you were told of was erased; what you keep yourself is yours to erase (διαγραφή).",
    },
  },
});
