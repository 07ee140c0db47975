# syntax=docker/dockerfile:1
ARG DOTNET_IMAGES=mcr.microsoft.com/dotnet

FROM ${DOTNET_IMAGES}/sdk:10.0 AS build
WORKDIR /source
# The packages first: they change less often than the code.
COPY CrmMentorSync.sln appsettings.json ./
COPY src/Directory.Build.props src/Directory.Packages.props src/BannedSymbols.txt src/BannedSymbols.Domain.txt src/
COPY src/CrmMentorSync.Domain/*.csproj src/CrmMentorSync.Domain/packages.lock.json src/CrmMentorSync.Domain/
COPY src/CrmMentorSync.EmbeddedOrg/*.csproj src/CrmMentorSync.EmbeddedOrg/packages.lock.json src/CrmMentorSync.EmbeddedOrg/
COPY src/CrmMentorSync.Worker/*.csproj src/CrmMentorSync.Worker/packages.lock.json src/CrmMentorSync.Worker/
RUN dotnet restore src/CrmMentorSync.Worker
COPY .editorconfig ./
COPY src src
RUN dotnet publish src/CrmMentorSync.Worker --no-restore -c Release -o /app

# Chiselled: no shell, no package manager, a non-root user; "extra" brings the time zones that civil time needs.
FROM ${DOTNET_IMAGES}/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
# The root file system may be read-only: what the worker writes goes to /data.
ENV State__Connection=/data/crm-mentor-sync.db \
    Mail__PickupFolder=/data/mail \
    Health__Url=http://0.0.0.0:8080 \
    DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["/app/crm-mentor-sync", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/crm-mentor-sync"]
