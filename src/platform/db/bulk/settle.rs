//! Before and after a load of many rows: what is cheaper for all rows at once than for each.

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection};

use super::DbError;

/// Tables that are being loaded, and the indexes that wait to be built.
#[derive(Debug)]
pub struct Prepared {
    tables: &'static [&'static str],
    indexes: Vec<Index>,
}

#[derive(Debug, sqlx::FromRow)]
struct Index {
    name: String,
    definition: String,
    comment: Option<String>,
}

#[derive(Debug, sqlx::FromRow)]
struct Reference {
    name: String,
    child: String,
    parent: String,
    columns: Vec<String>,
    keys: Vec<String>,
}

/// Takes away the indexes of these tables that only make them quick: random rows one after another cost them several times
/// what building them of all rows does, and leave them half empty. Until [`settle`] nobody else may work on the database. Only
/// the tables' owner may.
///
/// # Errors
/// When nobody answers.
pub async fn prepare(owner: &PgConnectOptions, tables: &'static [&'static str]) -> Result<Prepared, DbError> {
    let mut connection = owner.connect().await?;
    let indexes: Vec<Index> = sqlx::query_as(
        "select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition,
            obj_description(i.indexrelid, 'pg_class') as comment
         from pg_index i where i.indrelid::regclass::text = any($1) and not i.indisunique",
    )
    .bind(tables)
    .fetch_all(&mut connection)
    .await?;
    for index in &indexes {
        connection
            .execute(AssertSqlSafe(format!("drop index {}", index.name)))
            .await?;
    }
    connection.close().await?;
    Ok(Prepared { tables, indexes })
}

/// Builds what [`prepare`] took away, tells the planner what was loaded, and marks the pages as seen by all: until then a covering
/// index is of no use, and the first reader of each page would write it once more. Only the tables' owner may.
///
/// # Errors
/// When nobody answers.
pub async fn settle(owner: &PgConnectOptions, prepared: Prepared) -> Result<(), DbError> {
    let build = prepared.indexes.iter().map(|index| {
        let comment = index.comment.as_ref().map(|comment| {
            let quoted = comment.replace('\'', "''");
            format!("; comment on index {} is '{quoted}'", index.name)
        });
        format!("{}{}", index.definition, comment.unwrap_or_default())
    });
    at_once(owner, build.collect()).await?;
    let mut connection = owner.connect().await?;
    // The large ones first, so that both connections end together.
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.oid::regclass::text from pg_class c
         where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and pg_get_userbyid(c.relowner) = current_user
         order by pg_table_size(c.oid) desc",
    )
    .fetch_all(&mut connection)
    .await?;
    connection.close().await?;
    let clean = tables.iter().map(|table| format!("vacuum (analyze) {table}"));
    at_once(owner, clean.collect()).await
}

/// Asks once of all rows whether what they refer to is there; the loader passes row-level security and may have written without
/// looking.
///
/// # Errors
/// [`DbError::Query`] that names the first constraint that does not hold.
pub async fn verify(loader: &PgConnectOptions, prepared: &Prepared) -> Result<(), DbError> {
    let mut connection = loader.connect().await?;
    let references: Vec<Reference> = sqlx::query_as(
        "select c.conname::text as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
            array(select quote_ident(a.attname) from unnest(c.conkey) with ordinality k (n, at)
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.at) as columns,
            array(select quote_ident(a.attname) from unnest(c.confkey) with ordinality k (n, at)
                join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.at) as keys
         from pg_constraint c where c.contype = 'f' and c.conrelid::regclass::text = any($1)",
    )
    .bind(prepared.tables)
    .fetch_all(&mut connection)
    .await?;
    connection.close().await?;
    at_once(loader, references.iter().map(Reference::check).collect()).await
}

impl Reference {
    /// Fails in words when a row refers to nothing. A reference with a null in it refers to nothing on purpose.
    fn check(&self) -> String {
        let pairs = self.columns.iter().zip(&self.keys);
        let same: Vec<_> = pairs
            .map(|(column, key)| format!("p.{key} = c.{column}"))
            .collect();
        let given: Vec<_> = self
            .columns
            .iter()
            .map(|column| format!("c.{column} is not null"))
            .collect();
        format!(
            "do $$ begin if exists (select from {} c where {} and not exists (select from {} p where {})) then
                raise foreign_key_violation using message = 'rows of {} break {}', constraint = '{}'; end if; end $$",
            self.child,
            given.join(" and "),
            self.parent,
            same.join(" and "),
            self.child,
            self.name,
            self.name
        )
    }
}

/// Runs statements over two connections, each taking the next one.
async fn at_once(options: &PgConnectOptions, statements: Vec<String>) -> Result<(), DbError> {
    let next = std::sync::Mutex::new(statements.into_iter());
    let work = || async {
        let mut connection = quiet(options).await?;
        loop {
            let taken = next
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .next();
            let Some(statement) = taken else {
                return Ok::<_, DbError>(connection.close().await?);
            };
            sqlx::raw_sql(AssertSqlSafe(statement))
                .execute(&mut connection)
                .await?;
        }
    };
    tokio::try_join!(work(), work())?;
    Ok(())
}

async fn quiet(options: &PgConnectOptions) -> Result<PgConnection, DbError> {
    let mut connection = options.connect().await?;
    connection
        .execute("set client_min_messages = error; set maintenance_work_mem = '128MB'; set work_mem = '64MB'")
        .await?;
    Ok(connection)
}
