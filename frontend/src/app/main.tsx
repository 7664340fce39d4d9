import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { watchOtherTabs } from "@/api/session";
import { Toasts } from "@/ui/Toasts";
import "./index.css";
import { Live } from "./Live";
import { forgetPageHead } from "./pageHead";
import { queryClient } from "./queryClient";
import { prefetchPages, router } from "./router";

watchOtherTabs();
prefetchPages();
forgetPageHead(router);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Live />
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  );
}
