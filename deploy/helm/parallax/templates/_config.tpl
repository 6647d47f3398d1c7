{{/*
What parallax.config.yaml says. The current region is not in it: it is PARALLAX_REGION, so that the
file and its hash are the same in every region.
*/}}
{{- define "parallax.config" -}}
{{- $values := .Values }}
{{- $config := dict "regions" (include "parallax.regions" . | fromYamlArray) }}
{{- if $values.multiRegion.enabled }}
{{- range $section := list "routing" "controlPlane" "disasterRecovery" "replication" "globalAccelerator" }}
{{- with index $values.multiRegion $section }}{{ $_ := set $config $section . }}{{ end }}
{{- end }}
{{- end }}
{{- range $section := list "healthCheck" "agents" "executions" "input" }}
{{- with index $values.multiRegion $section }}{{ $_ := set $config $section . }}{{ end }}
{{- end }}
{{- with $values.topics }}{{ $_ := set $config "topics" . }}{{ end }}
{{- $kafka := include "parallax.kafka" (dict "root" . "kafka" $values.kafka) | fromYaml }}
{{- if $kafka.bootstrapServers }}
{{- $_ := set $config "kafka" $kafka }}
{{- else if not (include "parallax.isFederated" .) }}
{{- $_ := required "kafka.bootstrapServers: name the brokers, host:port[,host:port...]" "" }}
{{- end }}
{{- $registry := include "parallax.registry" . | fromYaml }}
{{- with $registry }}{{ $_ := set $config "schemaRegistry" . }}{{ end }}
{{- $config | toYaml }}
{{- end }}

{{/* The regions, those with clusters of their own with the reference to secrets. */}}
{{- define "parallax.regions" -}}
{{- $root := . }}
{{- $current := .Values.multiRegion.currentRegion }}
{{- $regions := list }}
{{- $ids := list }}
{{- range .Values.multiRegion.regions }}
{{- $ids = append $ids .id }}
{{- $region := deepCopy . }}
{{- with .kafka }}
{{- $_ := set $region "kafka" (include "parallax.kafka" (dict "root" $root "kafka" .) | fromYaml) }}
{{- end }}
{{- if or $root.Values.multiRegion.enabled (eq .id $current) }}
{{- $regions = append $regions $region }}
{{- end }}
{{- end }}
{{- if not (has $current $ids) }}
{{- fail (printf "multiRegion.currentRegion: %s is no region of multiRegion.regions; name one of %s" $current (join ", " $ids)) }}
{{- end }}
{{- $regions | toYaml }}
{{- end }}

{{/* A cluster: where there are credentials, clients learn how to read them. */}}
{{- define "parallax.kafka" -}}
{{- $kafka := dict "bootstrapServers" .kafka.bootstrapServers }}
{{- $properties := deepCopy (default dict .kafka.properties) }}
{{- range $key, $value := $properties }}
{{- $secret := or (regexMatch "(password|secret|keystore\\.key)$" $key) (regexMatch "(?i)(password|secret)\\s*=" (toString $value)) }}
{{- if and $secret (not (contains "${" (toString $value))) }}
{{- fail (printf "kafka.properties: %s is a secret, and would be in a ConfigMap; put it into a Secret and name that, see credentials" $key) }}
{{- end }}
{{- end }}
{{- if include "parallax.credentials" .root }}
{{- if hasKey $properties "config.providers" }}
{{- fail "kafka.properties: config.providers is the chart's own where there are credentials; leave it out" }}
{{- end }}
{{- $_ := set $properties "config.providers" "credentials" }}
{{- $_ := set $properties "config.providers.credentials.class" "org.apache.kafka.common.config.provider.DirectoryConfigProvider" }}
{{- $_ := set $properties "config.providers.credentials.param.allowed.paths" "/etc/parallax/credentials" }}
{{- end }}
{{- with $properties }}{{ $_ := set $kafka "properties" . }}{{ end }}
{{- $kafka | toYaml }}
{{- end }}

{{- define "parallax.registry" -}}
{{- $given := .Values.schemaRegistry }}
{{- $registry := dict }}
{{- with $given.urls }}{{ $_ := set $registry "urls" . }}{{ end }}
{{- if $given.username }}
{{- $_ := set $registry "username" $given.username }}
{{- $_ := set $registry "passwordEnv" "PARALLAX_REGISTRY_PASSWORD" }}
{{- end }}
{{- if $given.tokenSecret.name }}
{{- $_ := set $registry "tokenEnv" "PARALLAX_REGISTRY_TOKEN" }}
{{- end }}
{{- with $given.caFile }}{{ $_ := set $registry "caFile" . }}{{ end }}
{{- if not $given.urls }}
{{- if not (include "parallax.isFederated" .) }}
{{- $_ := required "schemaRegistry.urls: give the base URL of the registry's Confluent API" "" }}
{{- end }}
{{- end }}
{{- $registry | toYaml }}
{{- end }}
