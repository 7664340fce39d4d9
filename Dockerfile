# The one image of `web`, `events`, `worker` and `migrate` (infra/processes.py has their commands).
#
# No step runs on the processor that the image is for, so either kind of machine builds either
# kind of image, without emulation. What is cut from the base is not in a layer below either.
ARG PYTHON=python:3.13-slim-trixie
ARG NODE=node:22-trixie-slim

# The certificate authorities of RDS, from a package that the lock file pins.
FROM --platform=$BUILDPLATFORM ${NODE} AS authorities
WORKDIR /authorities
COPY infra/package.json infra/package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY infra/image/rds.mjs ./
RUN node rds.mjs > rds.pem

# What the image stands on; nothing runs in it.
FROM ${PYTHON} AS base

FROM --platform=$BUILDPLATFORM ${PYTHON} AS build
ARG TARGETARCH
COPY infra/image/trim.sh /build/
COPY --from=base / /image
RUN sh /build/trim.sh /image
COPY requirements.txt infra/image/packages.py /build/
# Nothing can be written where the image runs, so bytecode is made here; whether it is valid is
# not told by times, so that the same sources make the same image. A private index, where there
# is one, is named by a secret called `pip`, which stays out of the image.
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv --without-pip /app/venv \
    && python /build/packages.py /build/requirements.txt /app/venv "$TARGETARCH" \
    && python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app/venv
COPY --from=authorities /authorities/rds.pem /app/rds.pem
COPY manage.py /app/
COPY apps /app/apps
COPY cruddur /app/cruddur
RUN python -m compileall -q --invalidation-mode unchecked-hash /app/apps /app/cruddur

FROM scratch
COPY --from=build /image /
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/venv/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8 \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
# Fargate gives a task's volume to root unless the image declares it; declared, it is as here.
VOLUME ["/tmp"]
# By number, for whoever wants to know that it is not root. Only /tmp is written to.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "cruddur.wsgi", "-k", "gthread", "--workers=2", "--threads=8", "--bind=0.0.0.0:8000", "--keep-alive=75", "--no-control-socket", "--graceful-timeout=25", "--worker-tmp-dir=/tmp", "--config=python:cruddur.gunicorn_conf"]
# Last, so that a new revision keeps every layer.
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Cruddur" \
      org.opencontainers.image.description="An ephemeral-first microblog" \
      org.opencontainers.image.revision="$REVISION"
