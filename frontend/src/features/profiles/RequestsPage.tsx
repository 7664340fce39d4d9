import { UserRoundPlus } from "lucide-react";
import { useMe } from "@/api/me";
import { PageTitle } from "@/lib/title";
import { Button, ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { PeopleList } from "./PeopleList";
import { PersonRow } from "./PersonRow";
import { useAnswered, useAnswering } from "./requests";

function NoRequests() {
  const isPrivate = useMe()?.is_private;
  return (
    <EmptyState
      title="Nobody asks to follow you"
      icon={<UserRoundPlus size={40} strokeWidth={1.5} />}
      action={
        isPrivate === false && (
          <ButtonLink to="/settings/privacy" look="outline">
            Privacy settings
          </ButtonLink>
        )
      }
    >
      {isPrivate === false
        ? "Your account is public: whoever wants to follow you does. With a private account they ask first."
        : "Those who want to follow you show here, and you say yes or no."}
    </EmptyState>
  );
}

/** Those who ask to follow, while one's account is private. */
export function RequestsPage() {
  const { accept, refuse } = useAnswering();
  const answered = useAnswered();
  return (
    <>
      <PageTitle>Follow requests</PageTitle>
      <PageHead title="Follow requests" sub="They are not told what you answer" back />
      <PeopleList kind="requests" label="Follow requests" empty={<NoRequests />} away={answered}>
        {(person) => (
          <PersonRow key={person.handle} person={person} roomy>
            <Button
              className="px-4!"
              aria-label={`Accept @${person.handle}`}
              onClick={() => accept(person.handle)}
            >
              Accept
            </Button>
            <Button
              look="outline"
              className="px-4!"
              aria-label={`Refuse @${person.handle}`}
              onClick={() => refuse(person.handle)}
            >
              Refuse
            </Button>
          </PersonRow>
        )}
      </PeopleList>
    </>
  );
}
