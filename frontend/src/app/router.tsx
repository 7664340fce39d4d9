import { lazy, Suspense, type ComponentType } from "react";
import { createBrowserRouter, Navigate, Outlet, useLocation, useParams } from "react-router";
import { signInPath } from "@/api/gate";
import { useMe } from "@/api/me";
import { useSession } from "@/api/session";
import { ExplorePage } from "@/features/feeds/ExplorePage";
import { HomePage } from "@/features/feeds/HomePage";
import { Welcome } from "@/features/feeds/Welcome";
import { Waiting } from "@/ui/States";
import { CrashPage, NotFound } from "./ErrorPages";
import { Shell } from "./Shell";

/** A page that is loaded when it is first opened. */
function page(load: () => Promise<ComponentType>) {
  const Page = lazy(async () => ({ default: await load() }));
  return (
    <Suspense fallback={<Waiting />}>
      <Page />
    </Suspense>
  );
}

const messages = () => import("@/features/messaging/MessagesPage");

function Root() {
  return useSession() === "signed-in" ? <HomePage /> : <Welcome />;
}

/** What needs a person; whoever is signed out is asked in and comes back here. */
function SignedIn() {
  const { pathname, search } = useLocation();
  if (useSession() === "signed-in") return <Outlet />;
  return <Navigate to={signInPath(pathname + search)} replace />;
}

/** The forms for getting in, of no use to those who are in. */
function SignedOut() {
  const inside = useSession() === "signed-in";
  const next = new URLSearchParams(useLocation().search).get("next");
  return inside ? <Navigate to={next?.startsWith("/") ? next : "/"} replace /> : <Outlet />;
}

function You() {
  const me = useMe();
  return me?.handle ? <Navigate to={`/@${me.handle}`} replace /> : <Waiting />;
}

/** `/@handle` and what lies below it; anything else is not one of our addresses. */
function AtHandle() {
  return useParams().name?.startsWith("@") ? <Outlet /> : <NotFound />;
}

export const router = createBrowserRouter([
  {
    errorElement: <CrashPage />,
    children: [
      {
        element: <Shell />,
        children: [
          {
            errorElement: <CrashPage />,
            children: [
              { path: "/", element: <Root /> },
              { path: "/explore", element: <ExplorePage /> },
              {
                element: <SignedIn />,
                children: [
                  { path: "/you", element: <You /> },
                  {
                    path: "/settings",
                    element: page(
                      async () => (await import("@/features/settings/SettingsPage")).SettingsPage,
                    ),
                  },
                  {
                    path: "/messages",
                    element: page(async () => (await messages()).MessagesPage),
                    children: [
                      { index: true, element: page(async () => (await messages()).NoThread) },
                      {
                        path: "with/:handle",
                        element: page(async () => (await messages()).StartConversation),
                      },
                      {
                        path: ":id",
                        element: page(
                          async () => (await import("@/features/messaging/Thread")).Thread,
                        ),
                      },
                    ],
                  },
                ],
              },
              {
                path: "/:name",
                element: <AtHandle />,
                children: [
                  {
                    index: true,
                    element: page(
                      async () => (await import("@/features/profiles/ProfilePage")).ProfileRoute,
                    ),
                  },
                  {
                    path: ":postId",
                    element: page(async () => (await import("@/features/posts/PostPage")).PostPage),
                  },
                ],
              },
              { path: "*", element: <NotFound /> },
            ],
          },
        ],
      },
      {
        element: <SignedOut />,
        children: [
          {
            path: "/sign-in",
            element: page(async () => (await import("@/features/auth/SignInPage")).SignInPage),
          },
          {
            path: "/sign-up",
            element: page(async () => (await import("@/features/auth/SignUpPage")).SignUpPage),
          },
          {
            path: "/confirm",
            element: page(async () => (await import("@/features/auth/ConfirmPage")).ConfirmPage),
          },
          {
            path: "/forgot-password",
            element: page(
              async () => (await import("@/features/auth/ForgotPasswordPage")).ForgotPasswordPage,
            ),
          },
        ],
      },
    ],
  },
]);
