module github.com/nats-io/nats-server/v2

go 1.25.0

require github.com/nats-io/jwt/v2 v2.8.1
